package io.meterbridge.secretscan;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what was logged until somebody has looked at it; {@code logback-test.xml} names it. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> {

    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    private static volatile boolean somebodyLooks;

    @Override
    protected void append(ILoggingEvent event) {
        if (!somebodyLooks) {
            return;
        }
        var line = new StringBuilder(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
        for (var cause = event.getThrowableProxy(); cause != null; cause = next(cause)) {
            line.append(" | ").append(cause.getClassName()).append(": ").append(cause.getMessage());
        }
        LINES.add(line.toString());
    }

    private static IThrowableProxy next(IThrowableProxy cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    /** From now on lines are kept; a demo, where nobody looks, must not collect them. */
    static void keep() {
        somebodyLooks = true;
    }

    /** What was logged since the last look. */
    static List<String> taken() {
        var taken = new ArrayList<String>();
        for (var line = LINES.poll(); line != null; line = LINES.poll()) {
            taken.add(line);
        }
        return taken;
    }
}
