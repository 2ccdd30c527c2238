package io.meterbridge.api.problem;

import java.util.Locale;

/** The kinds of error a caller can meet. Names and statuses are public interface and never change. */
public enum ProblemType {

    BAD_REQUEST(400, "The request is not well-formed HTTP"),
    UNAUTHORIZED(401, "No valid access token"),
    FORBIDDEN(403, "This call belongs to another role"),
    NOT_FOUND(404, "There is no such thing here"),
    METHOD_NOT_ALLOWED(405, "The path exists, but not with this method"),
    CONFLICT(409, "It contradicts what is stored"),
    TOO_LARGE(413, "The body is too large"),
    MALFORMED_JSON(422, "The body is not one JSON document"),
    INVALID_REQUEST(422, "The request is not valid"),
    PROVIDER_REFUSED(422, "The provider refused it"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    PROVIDER_UNREACHABLE(503, "The provider cannot be reached"),
    UNAVAILABLE(503, "The service is not available right now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The stable {@code type} of the problem document. */
    public String uri() {
        return "urn:meterbridge:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
