package io.meterbridge.console;

import io.meterbridge.api.web.StreamedAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Files that a browser saves: the same bytes as the API gives. */
final class Downloads {

    private Downloads() {
    }

    static void send(StreamedAnswer answer, HttpServletResponse response) throws IOException {
        try (var body = answer.body()) {
            response.setContentType(answer.contentType());
            response.setHeader("Content-Disposition", "attachment; filename=\"" + answer.fileName() + "\"");
            body.transferTo(response.getOutputStream());
        }
    }
}
