package io.meterbridge.database;

import io.meterbridge.config.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that runs the embedded database of a folder until it is stopped or killed.
 */
final class EmbeddedChild implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final String firstWords;

    private EmbeddedChild(Process process, String firstWords) {
        this.process = process;
        this.firstWords = firstWords;
    }

    /** What the process does: start, say so, and wait for a line or the end of its input. */
    public static void main(String[] args) throws IOException {
        try (var database = EmbeddedDatabase.start(new DataFolder(Path.of(args[0])))) {
            System.out.println(READY + " " + database.login().url());
            System.in.read();
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }

    /** Starts the process and waits until it is ready or has given up. */
    static EmbeddedChild of(Path folder, Map<String, String> environment) {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                EmbeddedChild.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var output = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line;
            do {
                line = output.readLine();
            } while (line != null && line.contains(" WARN ")
                    || line != null && line.contains(" INFO "));
            return new EmbeddedChild(process, line == null ? "" : line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return firstWords.startsWith(READY);
    }

    /** Its first line: that it is ready, or why not. */
    String firstWords() {
        return firstWords;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it without a chance to stop its server, as kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(tooSlow -> process.destroyForcibly())
                .join();
    }
}
