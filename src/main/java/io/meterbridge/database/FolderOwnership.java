package io.meterbridge.database;

import io.meterbridge.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One process owns the embedded server. The kernel ends the ownership with the process, however it
 * ends. A second process is refused, because the first to stop would take the server from the
 * other.
 */
final class FolderOwnership {

    private final FileChannel channel;

    private FolderOwnership(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder that this lock file stands for.
     *
     * @throws StartRefused when a live process has it
     */
    static FolderOwnership take(Path lock) {
        try {
            var channel =
                    FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new StartRefused(
                        "The embedded database in "
                                + lock.getParent()
                                + " belongs to the running process "
                                + Files.readString(lock).strip(),
                        "Stop that process first. For several replicas point SPRING_DATASOURCE_URL"
                            + " of each at one PostgreSQL; for a separate installation set"
                            + " METERBRIDGE_DATA_DIR");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new FolderOwnership(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The lock file " + lock + " cannot be used", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // this very process has it already
            return false;
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The lock of the embedded database cannot be released", e);
        }
    }
}
