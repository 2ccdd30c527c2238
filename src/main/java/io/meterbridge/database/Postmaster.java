package io.meterbridge.database;

import io.meterbridge.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PostgreSQL server that runs on a data directory, as its {@code postmaster.pid} tells.
 *
 * @param pid  its process
 * @param port where it listens
 */
record Postmaster(long pid, int port) {

    private static final int PORT_LINE = 3;

    /**
     * The server that runs on this data directory, if any. A {@code postmaster.pid} whose process
     * is gone, or whose number now belongs to another program as happens when a container restarts,
     * is removed, because PostgreSQL itself would refuse to start over it.
     */
    static Optional<Postmaster> runningIn(Path data) {
        var file = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(file);
            var pid = Long.parseLong(lines.get(0).strip());
            if (!isServerOf(pid, data)) {
                Files.delete(file);
                return Optional.empty();
            }
            return Optional.of(new Postmaster(pid, Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new StartRefused("The file " + file + " is damaged",
                    "Make sure that no PostgreSQL runs on this folder, then delete the file", e);
        }
    }

    /** A server works inside its data directory. */
    private static boolean isServerOf(long pid, Path data) throws IOException {
        var workingDirectory = Path.of("/proc", Long.toString(pid), "cwd");
        return Files.isDirectory(workingDirectory) && Files.isSameFile(workingDirectory, data);
    }
}
