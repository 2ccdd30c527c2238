package io.meterbridge.api.web;

import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;

/**
 * Says in a problem document what Tomcat refuses before any filter runs, for example a target that is no URL;
 * its own page would be HTML. Tomcat makes it by its name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    private final ApiJson json = new ApiJson();

    @Override
    protected void report(Request request, Response response, Throwable end) {
        var status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()
                || !mayBeWritten(response)) {
            return;
        }
        try {
            response.setContentType(ProblemWriter.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            var reporter = response.getReporter();
            if (reporter != null) {
                reporter.write(json.write(Problem.ofStatus(status)));
                response.finishResponse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayBeWritten(Response response) {
        var allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
