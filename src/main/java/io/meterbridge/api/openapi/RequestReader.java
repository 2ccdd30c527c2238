package io.meterbridge.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes an {@link ApiRequest} of an HTTP request, or says everything that is wrong with it at once. */
public final class RequestReader {

    private static final String CLIENT_ID = "client_id";
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

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
     * @throws ProblemException 404 for an id that cannot be one, 413 for a body too large to be read, 422 for whatever the contract forbids
     */
    public ApiRequest read(HttpServletRequest request, InputStream text) throws IOException {
        var operation = (Operation) request.getAttribute(OperationFilter.OPERATION);
        var path = pathVariables(operation, (String) request.getAttribute(OperationFilter.PATH));
        List<Notice> errors = new ArrayList<>();
        var query = queries.read(operation, request.getParameterMap(), errors);
        var body = operation.takesBody() ? bodyOf(operation, request, text, errors) : null;
        var idempotencyKey = idempotencyKey(operation, request, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new ApiRequest(operation, (Caller) request.getAttribute(Caller.ATTRIBUTE), path, query, body,
                urlOf(request), request.getRemoteAddr(), idempotencyKey);
    }

    /**
     * Checks a call that this process makes for somebody who signed in, as strictly as one that came over HTTP.
     *
     * @param request its query values as they were entered, by their plain names
     * @throws ProblemException as {@link #read} does, and 403 when its caller may not make it
     */
    public ApiRequest check(ApiRequest request) {
        var operation = request.operation();
        if (!operation.open() && !operation.roles().contains(request.caller().role())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Whoever signed in has another role.");
        }
        List<Notice> errors = new ArrayList<>();
        var path = new LinkedHashMap<String, String>();
        request.path().forEach((name, value) -> path.put(name, name.equals(CLIENT_ID) ? value : uuid(value)));
        var given = new LinkedHashMap<String, String[]>();
        request.query().forEach((name, value) -> given.put(name, new String[] {value}));
        var query = queries.read(operation, given, errors);
        if (operation.takesBody()) {
            bodies.check(operation, request.body(), errors);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new ApiRequest(operation, request.caller(), path, query, request.body(), request.url(),
                request.source(), request.idempotencyKey());
    }

    /** What happens more than once without one is a POST, other methods repeat by themselves. */
    private static String idempotencyKey(Operation operation, HttpServletRequest request, List<Notice> errors) {
        var key = operation.open() || !operation.method().equals("POST") ? null : request.getHeader(KEY_HEADER);
        if (key != null && !KEY.matcher(key).matches()) {
            errors.add(new Notice(KEY_HEADER, "is 1 to 255 visible characters of ASCII without spaces"));
        }
        return key;
    }

    private JsonNode bodyOf(Operation operation, HttpServletRequest request, InputStream text, List<Notice> errors)
            throws IOException {
        try {
            return bodies.read(operation, text, errors);
        } catch (ProblemException e) {
            if (request.getAttribute(OperationFilter.CUT_OFF) != null) {
                throw ProblemException.of(ProblemType.TOO_LARGE, OperationFilter.TOO_LARGE);
            }
            throw e;
        }
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
                var name = names[i].substring(1, names[i].length() - 1);
                variables.put(name, name.equals(CLIENT_ID) ? values[i] : uuid(values[i]));
            }
        }
        return variables;
    }

    /** Every other variable of a path is the id of something; what is no id names nothing. */
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
