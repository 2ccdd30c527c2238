package io.meterbridge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands between a program and PostgreSQL and counts: every statement that is executed, begin and commit too, by its
 * first line, and every byte both ways.
 */
final class WireTap implements AutoCloseable {

    private static final int UNTYPED_HEAD = 4;

    private final ServerSocket server;
    private final int databasePort;
    private final Map<String, LongAdder> statements = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    WireTap(int databasePort) {
        this.databasePort = databasePort;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void reset() {
        statements.clear();
        bytes.set(0);
    }

    long bytes() {
        return bytes.get();
    }

    /** How often each statement was executed. */
    Map<String, Long> statements() {
        var counts = new TreeMap<String, Long>();
        statements.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    private void accept() throws IOException {
        while (true) {
            var client = server.accept();
            var database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            start(() -> questions(client, database));
            start(() -> answers(database, client));
        }
    }

    private void answers(Socket from, Socket to) throws IOException {
        var buffer = new byte[64 * 1024];
        for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
            bytes.addAndGet(read);
            to.getOutputStream().write(buffer, 0, read);
        }
        to.close();
    }

    private void questions(Socket from, Socket to) throws IOException {
        try (from; to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 64 * 1024));
            var out = new BufferedOutputStream(to.getOutputStream(), 64 * 1024);
            int startUp = in.readInt();
            pass(in, out, -1, startUp, in.readNBytes(startUp - UNTYPED_HEAD));
            var names = new HashMap<String, String>();
            var bound = "";
            while (true) {
                int type = in.readUnsignedByte();
                int length = in.readInt();
                var body = in.readNBytes(length - UNTYPED_HEAD);
                if (type == 'P') {
                    names.put(text(body, 0), firstLine(text(body, end(body, 0))));
                } else if (type == 'B') {
                    bound = names.getOrDefault(text(body, end(body, 0)), "?");
                } else if (type == 'E') {
                    count(bound);
                } else if (type == 'Q') {
                    count(firstLine(text(body, 0)));
                }
                pass(in, out, type, length, body);
            }
        } catch (EOFException closed) {
            return;
        }
    }

    private void pass(InputStream in, OutputStream out, int type, int length, byte[] body) throws IOException {
        if (type >= 0) {
            out.write(type);
        }
        out.write(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
        out.write(body);
        bytes.addAndGet(length + (type >= 0 ? 1L : 0L));
        if (in.available() == 0) {
            out.flush();
        }
    }

    private void count(String statement) {
        statements.computeIfAbsent(statement, name -> new LongAdder()).increment();
    }

    private static String firstLine(String statement) {
        var line = statement.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), 90));
    }

    private static int end(byte[] body, int from) {
        int at = from;
        while (body[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static String text(byte[] body, int from) {
        return new String(body, from, end(body, from) - 1 - from, UTF_8);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException closed) {
                // one of both sides left
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
