package io.meterbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Carries a {@link SandboxService} over HTTP on loopback and plays its faults.
 */
final class SandboxHttp implements AutoCloseable {

    static {
        // Read once, when the JDK's server is first used; without it every answer stalls 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final System.Logger LOG = System.getLogger(SandboxHttp.class.getName());
    private static final int THREADS = 64;
    private static final int WAITING_CALLS = 4_096;
    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");
    private static final String GARBAGE = "<html><body>It works!</body></html>";

    private final HttpServer server;
    private final ExecutorService threads;
    private final SandboxService service;
    private final InstantSource clock;
    private final RequestLog requests = new RequestLog();

    private SandboxHttp(HttpServer server, SandboxService service, InstantSource clock) {
        this.server = server;
        this.service = service;
        this.clock = clock;
        var pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_CALLS), SandboxHttp::daemon);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** Starts the service on a free port of the loopback address. */
    static SandboxHttp start(SandboxService service, InstantSource clock) {
        return start(service, clock, 0);
    }

    /** Starts the service on this port of the loopback address; 0 takes a free one. */
    static SandboxHttp start(SandboxService service, InstantSource clock, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var http = new SandboxHttp(HttpServer.create(address, 1024), service, clock);
            http.server.createContext("/", http::handle);
            http.server.setExecutor(http.threads);
            http.server.start();
            return http;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    RequestLog requests() {
        return requests;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            var request = SandboxRequest.read(exchange, clock.instant());
            var script = service.faultsFor(request);
            if (script == null) {
                send(exchange, service.answer(request, Fault.NONE));
                return;
            }
            requests.add(request);
            play(exchange, request, script.take(request.path()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            exchange.close();
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "The sandbox itself failed", bug);
            send(exchange, SandboxAnswer.text(500, Map.of(), "The sandbox itself failed: " + bug));
        }
    }

    private void play(HttpExchange exchange, SandboxRequest request, Fault fault)
            throws IOException, InterruptedException {
        switch (fault.kind()) {
            case ANSWER -> send(exchange, fault.answer());
            case THROTTLE -> send(exchange, service.throttled());
            case SERVER_ERROR -> send(exchange, service.broken());
            case CLOSE_WITHOUT_ANSWER -> exchange.close();
            case DELAY -> {
                TimeUnit.MILLISECONDS.sleep(fault.delay().toMillis());
                send(exchange, service.answer(request, fault));
            }
            case HOLD_BEFORE_WORK -> {
                fault.hold().pass();
                send(exchange, service.answer(request, fault));
            }
            case HOLD_AFTER_WORK -> {
                var answer = service.answer(request, fault);
                fault.hold().pass();
                send(exchange, answer);
            }
            case LOSE_ANSWER -> {
                service.answer(request, fault);
                exchange.close();
            }
            case TRUNCATE -> sendHalf(exchange, service.answer(request, fault));
            case GARBAGE -> {
                service.answer(request, fault);
                send(exchange, SandboxAnswer.text(200, HTML, GARBAGE));
            }
            case PARTIAL_BATCH, NONE -> send(exchange, service.answer(request, fault));
        }
    }

    private static void send(HttpExchange exchange, SandboxAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    /** Announces the whole body, sends half of it and closes the connection. */
    private static void sendHalf(HttpExchange exchange, SandboxAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), Math.max(1, answer.body().length));
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "sandbox-http");
        thread.setDaemon(true);
        return thread;
    }
}
