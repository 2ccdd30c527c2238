package io.meterbridge.api.web;

import io.meterbridge.api.openapi.RequestReader;
import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.problem.ProblemWriter;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.spi.RestClientRequestValidator;

/**
 * Camel asks this before any route of the API runs. A good request becomes the message body as an
 * {@link io.meterbridge.api.openapi.ApiRequest}; for a bad one no route runs at all.
 */
final class ContractValidation implements RestClientRequestValidator {

    private final RequestReader reader;
    private final ApiJson json;

    ContractValidation(RequestReader reader, ApiJson json) {
        this.reader = reader;
        this.json = json;
    }

    @Override
    public ValidationError validate(Exchange exchange, ValidationContext context) {
        try {
            var message = exchange.getMessage(PlatformHttpMessage.class);
            var request = reader.read(message.getRequest(), message.getBody(InputStream.class));
            message.setBody(request);
            exchange.setProperty(ApiAnswer.HTTP_REQUEST, message.getRequest());
            return null;
        } catch (IOException | RuntimeException e) {
            return refuse(exchange, ProblemAnswer.of(e));
        }
    }

    private ValidationError refuse(Exchange exchange, Problem problem) {
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, ProblemWriter.MEDIA_TYPE);
        return new ValidationError(problem.status(), json.write(problem));
    }
}
