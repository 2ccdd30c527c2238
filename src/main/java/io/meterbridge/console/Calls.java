package io.meterbridge.console;

import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.openapi.RequestReader;
import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.api.web.ApiAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Makes the API's own calls from inside: the same check against the contract, the same routes. So a page can do
 * nothing that a client could not, and knows nothing that a client would not be told.
 */
final class Calls {

    private final ApiContract contract;
    private final RequestReader reader;
    private final ApiJson json;
    private final ProducerTemplate routes;

    Calls(ApiContract contract, ApiJson json, ProducerTemplate routes) {
        this.contract = contract;
        this.reader = new RequestReader(contract);
        this.json = json;
        this.routes = routes;
    }

    ApiContract contract() {
        return contract;
    }

    /** The request once it is checked. */
    ApiRequest check(ApiRequest request) {
        return reader.check(request);
    }

    Answer make(ApiRequest draft) {
        ApiRequest request;
        try {
            request = reader.check(draft);
        } catch (RuntimeException e) {
            return problem(e);
        }
        var done = routes.request("direct:" + request.operation().id(), exchange -> {
            exchange.getMessage().setBody(request);
            exchange.setProperty(ApiAnswer.REQUEST, request);
        });
        return done.getException() == null ? answerOf(done) : problem(done.getException());
    }

    private Answer answerOf(Exchange done) {
        var status = done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        var text = done.getMessage().getBody(String.class);
        return new Answer(status, new Data(text == null ? null : json.read(text)));
    }

    /** The answer that the API gives to what ended like this. */
    Answer problem(Throwable end) {
        var problem = ProblemAnswer.of(end);
        return new Answer(problem.status(), new Data(json.read(json.write(problem))));
    }
}
