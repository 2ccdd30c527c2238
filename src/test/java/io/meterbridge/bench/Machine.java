package io.meterbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine is, and how busy with other things. */
final class Machine {

    private Machine() {
    }

    static String description() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + model() + ", "
                + line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "").replaceAll("[0-9]{6}$", "") + " GB";
    }

    /** Processes that want a core, as an average of the last minute. */
    static String load() {
        return read("/proc/loadavg").split(" ")[0];
    }

    private static String model() {
        return line("/proc/cpuinfo", "model name").replaceAll(".*: ", "");
    }

    private static String line(String file, String start) {
        return read(file).lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
