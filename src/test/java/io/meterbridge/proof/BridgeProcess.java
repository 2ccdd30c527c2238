package io.meterbridge.proof;

import static java.util.Map.entry;

import io.meterbridge.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The packaged application as a process of its own, which tests start, kill, pause and start again. It keeps
 * its port and its log, and dies with the test's JVM.
 */
final class BridgeProcess implements AutoCloseable {

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** How long a claim outlives its process here. */
    static final Duration LEASE = Duration.ofSeconds(55);

    private static final Path LOGS = Path.of("target", "proof-logs");
    private static final Duration START_MAX = Duration.ofSeconds(120);
    private static final int LINES_SHOWN = 60;
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final int port = freePort();
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    /**
     * A process that is not started yet.
     *
     * @param name        tells its log from others
     * @param environment what an operator would set, the port aside
     */
    BridgeProcess(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = new HashMap<>(environment);
        this.environment.put("SERVER_PORT", Integer.toString(port));
        this.environment.put("HOSTNAME", name);
        try {
            this.log = Files.createDirectories(LOGS).resolve(name + ".log").toAbsolutePath();
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::killIfStarted));
    }

    /** What leads a process to the sandbox, with hours opened by hand and a short lease. */
    static Map<String, String> settings(Sandbox sandbox) {
        var settings = new HashMap<>(sandbox.environment());
        settings.putAll(Map.ofEntries(
                entry("METERBRIDGE_OPERATOR_CLIENT_ID", Client.OPERATOR),
                entry("METERBRIDGE_OPERATOR_SECRET", Client.OPERATOR_SECRET),
                entry("METERBRIDGE_METERING_AUTOMATIC", "false"),
                // no batch leaves with less than 40 seconds of its lease left, and none is checked with less than 47
                entry("METERBRIDGE_METERING_LEASE", LEASE.toString()),
                entry("METERBRIDGE_METERING_RESEND_AFTER", "PT1S"),
                entry("METERBRIDGE_ORB_REQUESTS_PER_SECOND", "1000"),
                entry("METERBRIDGE_AWS_CALL_SPACING_MILLIS", "5"),
                entry("METERBRIDGE_AZURE_CALL_SPACING_MILLIS", "5"),
                entry("METERBRIDGE_AZURE_READ_BACK_EVERY_MILLIS", "1000"),
                entry("METERBRIDGE_FINAL_USAGE_SPARE_SLOT_EVERY", "0")));
        return settings;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Changes what the next start finds in its environment. */
    BridgeProcess set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts it, without waiting. */
    BridgeProcess start() {
        var builder = new ProcessBuilder(JAVA.toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-jar", TakenApart.jar().toString());
        builder.environment().putAll(environment);
        try {
            // a folder without settings or routes of its own: the jar's copies count
            builder.directory(Files.createDirectories(LOGS.resolve(name)).toFile());
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until it says that it is ready. */
    BridgeProcess awaitReady() {
        Awaitility.await(name + " to be ready").atMost(START_MAX).pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(name + " ended with " + process.exitValue() + "\n" + lastLines());
                    }
                    return isReady();
                });
        return this;
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/observe/health/ready")).timeout(Duration.ofSeconds(5));
        try {
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    /** Lets it work for a while; it must not end by itself. */
    void live(Duration time) throws InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " ended with " + process.exitValue() + "\n" + lastLines());
        }
    }

    /** Ends it as {@code kill -9} does: no hook runs, nothing is given back. */
    void kill() throws InterruptedException {
        int exit = process.destroyForcibly().waitFor();
        if (exit != 128 + 9) {
            throw new IllegalStateException(name + " was not killed: it ended with " + exit);
        }
    }

    /** Stops it where it is, in the middle of whatever it does. */
    void pause() {
        signal("STOP");
    }

    /** Lets it go on as if nothing had happened. */
    void resume() {
        signal("CONT");
    }

    /** Asks it to stop in order, and waits. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not stop\n" + lastLines());
        }
    }

    /** Whether it ever wrote this. */
    boolean said(String text) {
        return count(text) > 0;
    }

    /** How many lines of its log hold this text. */
    long count(String text) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its log, for a failure's message. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return log + ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN),
                    lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            resume();
            process.destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + signal + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void killIfStarted() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
