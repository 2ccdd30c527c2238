package io.meterbridge.api.problem;

import io.meterbridge.api.web.ApiJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes problem documents straight to a response, for the filters that come before any route. */
public final class ProblemWriter {

    /** The media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final ApiJson json;

    /** A writer with this spelling of JSON. */
    public ProblemWriter(ApiJson json) {
        this.json = json;
    }

    /** Answers with a problem; what was already sent cannot be taken back. */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var bytes = json.write(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(MEDIA_TYPE);
        if (problem.status() == ProblemType.UNAVAILABLE.status()) {
            response.setHeader("Retry-After", "5");
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
