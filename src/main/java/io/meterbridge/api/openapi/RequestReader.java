package io.meterbridge.api.openapi;

import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes an {@link ApiRequest} of an HTTP request, or says everything that is wrong with it at once. */
public final class RequestReader {

    private final QueryReader queries;
    private final BodyReader bodies;

    /** A reader that follows this contract. */
    public RequestReader(ApiContract contract) {
        this.queries = new QueryReader(contract);
        this.bodies = new BodyReader(contract);
    }

    /**
     * Reads a request whose operation and caller the filters before have found.
     *
     * @throws ProblemException 404 for an id that cannot be one, 422 for whatever the contract forbids
     */
    public ApiRequest read(HttpServletRequest request, InputStream text) throws IOException {
        var operation = (Operation) request.getAttribute(OperationFilter.OPERATION);
        var path = pathVariables(operation, (String) request.getAttribute(OperationFilter.PATH));
        List<Notice> errors = new ArrayList<>();
        var query = queries.read(operation, request.getParameterMap(), errors);
        var body = operation.takesBody() ? bodies.read(operation, text, errors) : null;
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new ApiRequest(operation, (Caller) request.getAttribute(Caller.ATTRIBUTE), path, query, body,
                urlOf(request));
    }

    private static String urlOf(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURL() + (query == null ? "" : "?" + query);
    }

    private static Map<String, String> pathVariables(Operation operation, String path) {
        var variables = new LinkedHashMap<String, String>();
        var names = operation.path().split("/");
        var values = path.split("/");
        for (var i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                variables.put(names[i].substring(1, names[i].length() - 1), uuid(values[i]));
            }
        }
        return variables;
    }

    /** Every variable of a path is the id of something; what is no id names nothing. */
    private static String uuid(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text).toString();
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("thing: '" + text + "' is no id");
        }
        throw ProblemException.notFound("thing: '" + text + "' is no id");
    }
}
