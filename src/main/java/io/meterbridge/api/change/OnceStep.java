package io.meterbridge.api.change;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.web.ApiAnswer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** The step that changes something, in one transaction with the answer to it. */
final class OnceStep extends DelegateAsyncProcessor {

    private final RememberedAnswers answers;
    private final ApiAnswer apiAnswer;

    OnceStep(Processor step, RememberedAnswers answers, ApiAnswer apiAnswer) {
        super(step);
        this.answers = answers;
        this.apiAnswer = apiAnswer;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var request = exchange.getProperty(ApiAnswer.REQUEST, ApiRequest.class);
        if (request == null || request.idempotencyKey() == null) {
            return super.process(exchange, callback);
        }
        try {
            answers.once(request, () -> answerOf(exchange, request)).ifPresent(earlier ->
                    apiAnswer.repeat(exchange, earlier.status(), earlier.text()));
        } catch (Failed alreadyOnTheExchange) {
            exchange.setException(alreadyOnTheExchange.getCause());
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** On this very thread, because the transaction belongs to it. */
    private Answer answerOf(Exchange exchange, ApiRequest request) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            throw new Failed(e);
        }
        if (exchange.getException() != null) {
            throw new Failed(exchange.getException());
        }
        return new Answer(request.operation().successStatus(), apiAnswer.textOf(exchange));
    }

    /** Rolls the transaction back; what failed stays what the caller is told. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(cause);
        }
    }
}
