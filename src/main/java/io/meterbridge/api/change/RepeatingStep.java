package io.meterbridge.api.change;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.web.ApiAnswer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** The first step of a call; the last one too, when the call was answered before. */
final class RepeatingStep extends DelegateAsyncProcessor {

    private final RememberedAnswers answers;
    private final ApiAnswer apiAnswer;

    RepeatingStep(Processor step, RememberedAnswers answers, ApiAnswer apiAnswer) {
        super(step);
        this.answers = answers;
        this.apiAnswer = apiAnswer;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return super.process(exchange, done -> {
            var request = exchange.getProperty(ApiAnswer.REQUEST, ApiRequest.class);
            if (request != null && request.idempotencyKey() != null) {
                repeat(exchange, request);
            }
            callback.done(done);
        });
    }

    private void repeat(Exchange exchange, ApiRequest request) {
        try {
            answers.earlierTo(request).ifPresent(answer ->
                    apiAnswer.repeat(exchange, answer.status(), answer.text()));
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }
}
