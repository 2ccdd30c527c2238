package io.meterbridge.sandbox;

import java.util.List;
import java.util.Map;

/** A request that Orb refuses, with the problem body that it documents. */
final class OrbProblem extends RuntimeException {

    private static final String TYPE = "https://docs.withorb.com/reference/error-responses#";

    private final int status;
    private final String title;
    private final String fragment;
    private final transient List<String> validationErrors;

    private OrbProblem(
            int status, String fragment, String title, String detail, List<String> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.fragment = fragment;
        this.validationErrors = errors;
    }

    static OrbProblem invalid(String error) {
        return new OrbProblem(400, "400-request-validation-errors", "Request validation failed",
                null, List.of(error));
    }

    static OrbProblem unauthorized() {
        return new OrbProblem(401, "401-authentication-error",
                "The API key is missing or not valid.", null, null);
    }

    static OrbProblem unknownSubscription(String id) {
        return new OrbProblem(404, "404-resource-not-found",
                "A specified resource was not found.",
                "Could not find a resource of type Subscription with identifier: " + id + ".",
                null);
    }

    static OrbProblem unknownUrl(String path) {
        return new OrbProblem(404, "404-url-not-found", "No such URL.", path, null);
    }

    static OrbProblem tooManyRequests() {
        return new OrbProblem(429, "429-too-many-requests", "Too many requests.",
                "The rate limit of this endpoint class is used up.", null);
    }

    static OrbProblem internal() {
        return new OrbProblem(500, "500-internal-server-error", "Internal server error.",
                null, null);
    }

    SandboxAnswer answer() {
        var headers = status == 500
                ? Map.of("Content-Type", "application/json", "Transient-Error", "true")
                : Map.of("Content-Type", "application/json");
        return new SandboxAnswer(status, headers, OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("status", status);
            json.writeStringField("title", title);
            json.writeStringField("type", TYPE + fragment);
            json.writeStringField("detail", getMessage());
            if (validationErrors != null) {
                json.writeArrayFieldStart("validation_errors");
                for (var error : validationErrors) {
                    json.writeString(error);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }));
    }
}
