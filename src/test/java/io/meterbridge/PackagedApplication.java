package io.meterbridge;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process of its own, in a working directory of its own. */
final class PackagedApplication implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final Process process;
    private final int port;

    private PackagedApplication(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Starts it; environment variables are settings. */
    static PackagedApplication in(Path directory, Map<String, String> variables) {
        try {
            var port = freePort();
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m", "-jar", System.getProperty("meterbridge.jar"))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
            var environment = new HashMap<>(Map.of("SERVER_PORT", Integer.toString(port)));
            environment.putAll(variables);
            builder.environment().putAll(environment);
            return new PackagedApplication(directory, builder.start(), port);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until it is ready, or fails with its log. */
    PackagedApplication ready() {
        await().atMost(STARTS_WITHIN).pollInterval(Duration.ofMillis(250))
                .failFast("it ended:\n" + log(directory), () -> !process.isAlive())
                .until(() -> status("/observe/health/ready") == 200);
        return this;
    }

    /** The HTTP status of a path, 0 when nobody answers. */
    int status(String path) {
        try {
            return send(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    String get(String path) throws IOException {
        return send(path).body();
    }

    private HttpResponse<String> send(String path) throws IOException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Everything that processes in this directory said so far. */
    String log() throws IOException {
        return Files.readString(log(directory));
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As a supervisor does: SIGTERM, then patience. Whether that was enough. */
    boolean stop() {
        process.destroy();
        return endsWithin(Duration.ofSeconds(30));
    }

    /** Waits until it ends by itself and returns its exit code. */
    int exitCode() {
        if (!endsWithin(STARTS_WITHIN)) {
            throw new AssertionError("It did not end");
        }
        return process.exitValue();
    }

    private boolean endsWithin(Duration time) {
        return process.onExit().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .join() != null;
    }

    @Override
    public void close() {
        if (!stop()) {
            kill();
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("application.log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
