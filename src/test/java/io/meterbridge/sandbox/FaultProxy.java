package io.meterbridge.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy that breaks connections the way networks do. It stands in front of any TCP service,
 * HTTP and PostgreSQL alike. A change of mode also meets connections that are already open.
 */
public final class FaultProxy implements AutoCloseable {

    /** What happens to connections. */
    public enum Mode {
        /** Bytes pass both ways. */
        NORMAL,
        /** The client is reset as soon as it has connected; the service sees nothing. */
        RESET_ON_CONNECT,
        /** The service gets the request and answers; the client is reset instead of answered. */
        RESET_AFTER_REQUEST,
        /** The client gets half of the first piece of the answer, then a reset. */
        CUT_ANSWER,
        /** The client can connect and send, and never hears anything; the service neither. */
        BLACKHOLE
    }

    private static final System.Logger LOG = System.getLogger(FaultProxy.class.getName());
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final InetSocketAddress target;
    private final Set<Pair> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private volatile Mode mode = Mode.NORMAL;
    private volatile Duration latency = Duration.ZERO;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
    }

    /** Starts a proxy in front of a service on the loopback address. */
    public static FaultProxy inFrontOf(int port) {
        return inFrontOf(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Starts a proxy in front of a service. */
    public static FaultProxy inFrontOf(InetSocketAddress target) {
        var proxy = new FaultProxy(target);
        proxy.listen(0);
        return proxy;
    }

    /** The port to connect to, the same for the proxy's whole life. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Chooses what happens to connections from now on. */
    public void mode(Mode newMode) {
        mode = newMode;
    }

    /** Delays every piece of an answer by this much. */
    public void latency(Duration newLatency) {
        latency = newLatency;
    }

    /** Refuses new connections and resets the open ones, until {@link #up()}. */
    public void down() {
        closeNow(listener);
        awaitEndOf(acceptor);
        resetAll();
    }

    /** The system listens for as long as a thread still waits to accept, whoever closed the socket. */
    private static void awaitEndOf(Thread acceptor) {
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Accepts connections again on the same port. */
    public void up() {
        listen(port());
    }

    /** Resets every open connection; new ones are welcome. */
    public void resetAll() {
        open.forEach(Pair::reset);
    }

    @Override
    public void close() {
        down();
    }

    private void listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            listener = socket;
            acceptor = start("fault-proxy-accept", () -> accept(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends when the listener is closed. */
    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (IOException failure) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "A connection was lost", failure);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        if (mode == Mode.RESET_ON_CONNECT) {
            reset(client);
            return;
        }
        var service = new Socket();
        try {
            service.connect(target, CONNECT_TIMEOUT_MILLIS);
        } catch (IOException targetDown) {
            reset(client);
            return;
        }
        service.setTcpNoDelay(true);
        var pair = new Pair(client, service);
        open.add(pair);
        start("fault-proxy-request", () -> pump(pair, client, service, false));
        start("fault-proxy-answer", () -> pump(pair, service, client, true));
    }

    private void pump(Pair pair, Socket from, Socket to, boolean isAnswer) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var buffer = new byte[BUFFER_BYTES];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!pass(pair, out, buffer, count, isAnswer)) {
                    return;
                }
            }
        } catch (IOException connectionGone) {
            // The other side has to notice as well.
            pair.reset();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            pair.reset();
        } finally {
            open.remove(pair);
        }
    }

    /** Whether the connection lives on. */
    private boolean pass(Pair pair, OutputStream out, byte[] bytes, int count, boolean isAnswer)
            throws IOException, InterruptedException {
        if (mode == Mode.BLACKHOLE) {
            return true;
        }
        if (isAnswer) {
            TimeUnit.MILLISECONDS.sleep(latency.toMillis());
            if (mode == Mode.RESET_AFTER_REQUEST || mode == Mode.CUT_ANSWER) {
                if (mode == Mode.CUT_ANSWER) {
                    out.write(bytes, 0, count / 2);
                    out.flush();
                }
                pair.reset();
                return false;
            }
        }
        out.write(bytes, 0, count);
        out.flush();
        return true;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
        closeNow(socket);
    }

    private static void closeNow(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Thread start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private record Pair(Socket client, Socket service) {

        void reset() {
            FaultProxy.reset(client);
            FaultProxy.reset(service);
        }
    }
}
