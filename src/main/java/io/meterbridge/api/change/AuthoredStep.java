package io.meterbridge.api.change;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.Author;
import java.time.InstantSource;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** A step whose changes are noted as its caller's; on an exchange that no caller began it is a step like any other. */
final class AuthoredStep extends DelegateAsyncProcessor {

    private final InstantSource clock;

    AuthoredStep(Processor step, InstantSource clock) {
        super(step);
        this.clock = clock;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var request = exchange.getProperty(ApiAnswer.REQUEST, ApiRequest.class);
        if (request == null || request.caller() == null || request.operation().method().equals("GET")) {
            return super.process(exchange, callback);
        }
        var author = new Author(request.caller().clientId(), request.caller().role(), request.operation().id(),
                clock.instant());
        return author.during(() -> super.process(exchange, callback));
    }
}
