package io.meterbridge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, under a JDK that is measured. Its log is in {@code target/bench}. */
final class JavaProcess implements AutoCloseable {

    /** Room for both programs, small enough that a program which hoards shows it. */
    static final String HEAP = "-Xmx512m";

    private static final Path LOGS = Path.of("target", "bench");

    private final String jdk;
    private final Process process;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param name      of its log
     * @param jdk       folder of the JDK
     * @param arguments after the JVM's own
     * @param piped     true when it is talked to through its input and output
     */
    JavaProcess(String name, String jdk, List<String> arguments, Map<String, String> environment, boolean piped) {
        this.jdk = jdk;
        var command = new ArrayList<>(List.of(jdk + "/bin/java", HEAP));
        command.addAll(arguments);
        try {
            // an empty folder: neither settings nor routes of its own
            var folder = Files.createDirectories(LOGS.resolve("run"));
            var log = Files.createDirectories(LOGS).resolve(name + ".log").toFile();
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(log);
            builder.environment().putAll(environment);
            process = (piped ? builder : builder.redirectErrorStream(true).redirectOutput(log)).start();
            answers = piped ? process.inputReader() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Says one line and waits for one line. */
    String ask(String line) {
        try {
            process.outputWriter().append(line).append('\n').flush();
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration cpu() {
        return ProcessCost.cpu(pid());
    }

    /** What is still in use on its heap after a full collection, in MB. */
    long liveHeapMegabytes() {
        jcmd("GC.run");
        return jcmd("GC.heap_info").lines().filter(line -> line.contains(" used "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".* used ([0-9]+)K.*", "$1")))
                .findFirst().orElseThrow() / 1024;
    }

    private String jcmd(String command) {
        try {
            var asking = new ProcessBuilder(jdk + "/bin/jcmd", Long.toString(pid()), command)
                    .redirectErrorStream(true).start();
            return new String(asking.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
