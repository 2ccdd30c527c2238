package io.meterbridge.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends a call that takes too long as a whole, however eagerly its bytes trickle, and an answer that
 * is too large: whoever a seller lets us call could otherwise hold a worker or its memory for ever.
 */
final class BoundedAnswer implements ExecChainHandler {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "call-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration longest;
    private final int mostBytes;

    BoundedAnswer(Duration longest, int mostBytes) {
        this.longest = longest;
        this.mostBytes = mostBytes;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // a call that has ended is not kept in memory until its time would have been over
        var connection = new WeakReference<>(scope.execRuntime);
        TIMER.schedule(() -> end(connection.get()), longest.toMillis(), TimeUnit.MILLISECONDS);
        var response = chain.proceed(request, scope);
        if (response.getEntity() != null) {
            response.setEntity(new Bounded(response.getEntity(), scope.execRuntime));
        }
        return response;
    }

    private static void end(ExecRuntime connection) {
        if (connection != null) {
            connection.discardEndpoint();
        }
    }

    private final class Bounded extends HttpEntityWrapper {

        private final ExecRuntime connection;

        Bounded(HttpEntity answer, ExecRuntime connection) {
            super(answer);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new Beginning(super.getContent(), connection, mostBytes);
        }

        @Override
        public void writeTo(java.io.OutputStream out) throws IOException {
            try (var content = getContent()) {
                content.transferTo(out);
            }
        }
    }

    /** The beginning of an answer; what comes after it is not read, and its connection not used again. */
    private static final class Beginning extends FilterInputStream {

        private final ExecRuntime connection;
        private int left;

        Beginning(InputStream all, ExecRuntime connection, int most) {
            super(all);
            this.connection = connection;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                connection.discardEndpoint();
                return -1;
            }
            var count = super.read(into, from, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        /** Closing would read the rest; with its connection gone there is none. */
        @Override
        public void close() throws IOException {
            if (left == 0) {
                connection.discardEndpoint();
                return;
            }
            super.close();
        }
    }
}
