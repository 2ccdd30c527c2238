package io.meterbridge.sandbox;

/** A call that a simulated Google service refuses as a whole. */
final class GoogleRefusal extends RuntimeException {

    private final int httpStatus;
    private final String name;

    private GoogleRefusal(int httpStatus, String name, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.name = name;
    }

    static GoogleRefusal invalid(String message) {
        return new GoogleRefusal(400, "INVALID_ARGUMENT", message);
    }

    static GoogleRefusal unauthenticated() {
        return new GoogleRefusal(401, "UNAUTHENTICATED",
                "Request had invalid authentication credentials.");
    }

    static GoogleRefusal denied(String message) {
        return new GoogleRefusal(403, "PERMISSION_DENIED", message);
    }

    static GoogleRefusal notFound(String message) {
        return new GoogleRefusal(404, "NOT_FOUND", message);
    }

    static GoogleRefusal tooLarge() {
        return new GoogleRefusal(413, "INVALID_ARGUMENT", "The request exceeds 1 MB.");
    }

    static GoogleRefusal exhausted() {
        return new GoogleRefusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded.");
    }

    static GoogleRefusal unavailable() {
        return new GoogleRefusal(503, "UNAVAILABLE", "The service is currently unavailable.");
    }

    SandboxAnswer answer() {
        return SandboxAnswer.json(httpStatus, OrbJson.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", httpStatus);
            json.writeStringField("message", getMessage());
            json.writeStringField("status", name);
            json.writeEndObject();
            json.writeEndObject();
        }));
    }
}
