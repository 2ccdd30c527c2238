package io.meterbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the kernel says a process has used so far. */
final class ProcessCost {

    /** The kernel counts in hundredths of a second. */
    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TICKS = 11;
    private static final int CHILDREN_TICKS = 13;
    private static final int TICKS_END = 15;

    private ProcessCost() {
    }

    /** CPU time of a process, in user and kernel. */
    static Duration cpu(long pid) {
        return ticks(ProcessHandle.of(pid).stream(), CHILDREN_TICKS);
    }

    /** CPU time of a process and its children, those that ended included. */
    static Duration cpuWithChildren(ProcessHandle process) {
        return ticks(Stream.concat(Stream.of(process), process.descendants()), TICKS_END);
    }

    /** The most memory a process has had in RAM, in MB. */
    static long mostResidentMegabytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElseThrow() / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration ticks(Stream<ProcessHandle> processes, int end) {
        long ticks = processes.mapToLong(process -> ticks(process.pid(), end)).sum();
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    private static long ticks(long pid, int end) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = USER_TICKS; field < end; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks;
        } catch (IOException ended) {
            return 0;
        }
    }
}
