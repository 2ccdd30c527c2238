package io.meterbridge.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;

/**
 * HTTP/1.1 on one thread, as cheap as it gets, so that little of the machine is spent on pretending. Every answer
 * leaves after the same delay, however many wait.
 */
final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final Handler handler;
    private final long delayNanos;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Queue<Delayed> delayed = new ArrayDeque<>();
    private final Thread thread;
    private volatile Exception failure;

    /** Answers requests; called by one thread only. */
    interface Handler {

        /**
         * The body of the answer, which is JSON with status 200, or null for a 404.
         *
         * @param target path and query as they were sent
         */
        byte[] answer(String method, String target, byte[] body) throws IOException;
    }

    private record Delayed(long dueNanos, Connection connection, ByteBuffer answer, boolean last) {
    }

    LoopbackServer(String name, long delayMillis, Handler handler) {
        this.handler = handler;
        this.delayNanos = delayMillis * 1_000_000;
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::serve, name);
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.socket().getLocalPort();
    }

    /** Fails when a request could not be served. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException(thread.getName() + " failed", failure);
        }
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                waitForWork();
                var keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    var key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        read((Connection) key.attachment());
                    }
                }
                sendDue();
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void waitForWork() throws IOException {
        var next = delayed.peek();
        if (next == null) {
            selector.select();
            return;
        }
        long millis = (next.dueNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
    }

    private void accept() throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private void read(Connection connection) throws IOException {
        if (!connection.fill()) {
            connection.channel.close();
            return;
        }
        for (var request = connection.next(); request != null; request = connection.next()) {
            var answer = answer(request);
            if (delayNanos == 0) {
                send(connection, answer, request.last);
            } else {
                delayed.add(new Delayed(System.nanoTime() + delayNanos, connection, answer, request.last));
            }
        }
    }

    private ByteBuffer answer(Request request) throws IOException {
        var body = handler.answer(request.method, request.target, request.body);
        if (body == null) {
            failure = new IllegalStateException("nobody answers " + request.method + " " + request.target);
            body = new byte[0];
        }
        var head = ("HTTP/1.1 " + (body.length == 0 ? "404 Not Found" : "200 OK")
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + (request.last ? "\r\nConnection: close" : "") + "\r\n\r\n").getBytes(ISO_8859_1);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
    }

    private void sendDue() throws IOException {
        long now = System.nanoTime();
        while (!delayed.isEmpty() && delayed.peek().dueNanos - now <= 0) {
            var due = delayed.remove();
            send(due.connection, due.answer, due.last);
        }
    }

    /** An answer fits the socket's buffer, so this does not wait. */
    private static void send(Connection connection, ByteBuffer answer, boolean last) throws IOException {
        try {
            while (answer.hasRemaining()) {
                connection.channel.write(answer);
            }
            if (last) {
                connection.channel.close();
            }
        } catch (IOException callerLeft) {
            connection.channel.close();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        selector.close();
        server.close();
        thread.join();
    }

    private record Request(String method, String target, byte[] body, boolean last) {
    }

    /** What came in on one connection and is not a whole request yet. */
    private static final class Connection {

        private final SocketChannel channel;
        private byte[] bytes = new byte[4096];
        private int filled;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        /** False when the other side is gone. */
        boolean fill() {
            try {
                while (true) {
                    if (filled == bytes.length) {
                        bytes = Arrays.copyOf(bytes, filled * 2);
                    }
                    int read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
                    if (read < 0) {
                        return false;
                    }
                    if (read == 0) {
                        return true;
                    }
                    filled += read;
                }
            } catch (IOException reset) {
                return false;
            }
        }

        Request next() {
            int end = endOfHead();
            if (end < 0) {
                return null;
            }
            var head = new String(bytes, 0, end, ISO_8859_1);
            var lower = head.toLowerCase(Locale.ROOT);
            int length = length(lower);
            if (filled < end + length) {
                return null;
            }
            var body = Arrays.copyOfRange(bytes, end, end + length);
            System.arraycopy(bytes, end + length, bytes, 0, filled - end - length);
            filled -= end + length;
            int first = head.indexOf(' ');
            int second = head.indexOf(' ', first + 1);
            return new Request(head.substring(0, first), head.substring(first + 1, second), body,
                    lower.contains("\r\nconnection: close"));
        }

        private int endOfHead() {
            for (int at = 3; at < filled; at++) {
                if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n' && bytes[at - 3] == '\r') {
                    return at + 1;
                }
            }
            return -1;
        }

        private static int length(String head) {
            if (head.contains("\r\ntransfer-encoding:")) {
                throw new IllegalStateException("chunked requests are not read: " + head);
            }
            int at = head.indexOf("\r\ncontent-length:");
            return at < 0 ? 0
                    : Integer.parseInt(head.substring(at + 17, head.indexOf("\r\n", at + 2)).strip());
        }
    }
}
