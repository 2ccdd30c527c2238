package io.meterbridge.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.multipart.MultipartFile;

/** The API as whoever signed in may call it; a controller takes it as a parameter. */
final class Api {

    private final Calls calls;
    private final Caller caller;
    private final HttpServletRequest request;

    Api(Calls calls, Caller caller, HttpServletRequest request) {
        this.calls = calls;
        this.caller = caller;
        this.request = request;
    }

    Caller caller() {
        return caller;
    }

    /** Asks for one thing. */
    Answer get(String operation, String id) {
        return make(operation, Map.of("id", id), Map.of(), null, null);
    }

    /** Asks for what has no id. */
    Answer get(String operation) {
        return make(operation, Map.of(), Map.of(), null, null);
    }

    /** Asks for a list; empty query values are left out, as a form sends what nobody filled in. */
    Answer list(String operation, Map<String, String> query) {
        return make(operation, Map.of(), query, null, null);
    }

    /** Changes something. */
    Answer send(String operation, Map<String, String> path, JsonNode body) {
        return make(operation, path, Map.of(), body, null);
    }

    /** Makes something; sent twice from one form it is made once. */
    Answer create(String operation, String once, JsonNode body) {
        return make(operation, Map.of(), Map.of(), body, once == null || once.isBlank() ? null : once);
    }

    /** Makes something that belongs to one thing, once as well. */
    Answer createAt(String operation, String id, String once) {
        return make(operation, Map.of("id", id), Map.of(), null, once == null || once.isBlank() ? null : once);
    }

    /** Sends a file; sent twice from one form it is taken once. */
    Answer upload(String operation, String once, MultipartFile file) throws IOException {
        try {
            return create(operation, once, Upload.text(file));
        } catch (ProblemException e) {
            return calls.problem(e);
        }
    }

    /** A call as its bean takes it, for answers that are streamed. */
    ApiRequest checked(String operation, Map<String, String> query) {
        return calls.check(draft(operation, Map.of(), query, null, null));
    }

    private Answer make(String operation, Map<String, String> path, Map<String, String> query, JsonNode body,
            String once) {
        return calls.make(draft(operation, path, query, body, once));
    }

    private ApiRequest draft(String operation, Map<String, String> path, Map<String, String> query, JsonNode body,
            String once) {
        var known = calls.contract().named(operation);
        var asked = new LinkedHashMap<String, String>();
        query.forEach((name, value) -> {
            if (known.queryValues().containsKey(name) && value != null && !value.isBlank()) {
                asked.put(name, value.strip());
            }
        });
        return new ApiRequest(known, caller, path, asked, body, request.getRequestURL().toString(),
                request.getRemoteAddr(), once);
    }
}
