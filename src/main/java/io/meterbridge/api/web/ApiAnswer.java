package io.meterbridge.api.web;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/**
 * The last step of every API route: what the body says, in JSON, with the status that the contract names.
 * The operation's request is kept in an exchange property by the first step.
 */
public final class ApiAnswer {

    /** Exchange property: the {@link ApiRequest}, for steps that replaced the body. */
    public static final String REQUEST = "apiRequest";

    /** Exchange property: the request as the server has it. */
    static final String HTTP_REQUEST = "apiHttpRequest";

    private static final String JSON = "application/json";

    private final ApiJson json;

    ApiAnswer(ApiJson json) {
        this.json = json;
    }

    /** First step: remembers the request, so that later steps may put something else into the body. */
    public void remember(Exchange exchange) {
        exchange.setProperty(REQUEST, exchange.getMessage().getBody());
    }

    /** Answers with the body, or with nothing where the contract has no body. */
    public void good(Exchange exchange) {
        var request = exchange.getProperty(REQUEST, ApiRequest.class);
        write(exchange.getMessage(), request.operation().successStatus(), JSON, textOf(exchange), Map.of());
    }

    /** What {@link #good} will send as the body, or null. */
    public String textOf(Exchange exchange) {
        var request = exchange.getProperty(REQUEST, ApiRequest.class);
        return request.operation().successStatus() == 204 ? null : json.write(exchange.getMessage().getBody());
    }

    /** Answers as an equal call was answered before, and ends the route. */
    public void repeat(Exchange exchange, int status, String text) {
        write(exchange.getMessage(), status, JSON, text, Map.of("Idempotency-Replayed", "true"));
        exchange.setRouteStop(true);
    }

    /** Answers with a body that is made while it is sent, and closes it when the answer is over. */
    public void streamed(Exchange exchange) {
        var answer = exchange.getMessage().getBody(StreamedAnswer.class);
        var http = exchange.getProperty(HTTP_REQUEST, HttpServletRequest.class);
        var body = new BreakingBody(answer.body(), () -> http.setAttribute(StreamedAnswerFilter.BROKEN, true));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange over) {
                IOHelper.close(body);
            }
        });
        // Camel would read all of it to be able to read it twice
        exchange.getExchangeExtension().setStreamCacheDisabled(true);
        write(exchange.getMessage(), 200, answer.contentType(), null,
                Map.of("Content-Disposition", "attachment; filename=\"" + answer.fileName() + "\""));
        exchange.getMessage().setBody(body);
    }

    /** Answers with the problem that ended the route. */
    public void problem(Exchange exchange) {
        var end = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var problem = ProblemAnswer.of(end);
        write(exchange.getMessage(), problem.status(), ProblemWriter.MEDIA_TYPE, json.write(problem),
                retryAfter(end, problem));
    }

    private static Map<String, Object> retryAfter(Throwable end, Problem problem) {
        if (end instanceof ProblemException expected && expected.retryAfter() != null) {
            var seconds = expected.retryAfter().plusNanos(999_999_999).toSeconds();
            return Map.of("Retry-After", String.valueOf(seconds));
        }
        var unavailable = problem.status() == ProblemType.UNAVAILABLE.status();
        return unavailable ? Map.of("Retry-After", "5") : Map.of();
    }

    private static void write(Message message, int status, String type, String body,
            Map<String, Object> more) {
        List.copyOf(message.getHeaders().keySet()).forEach(message::removeHeader);
        message.setHeaders(new java.util.LinkedHashMap<>(more));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(body);
    }
}
