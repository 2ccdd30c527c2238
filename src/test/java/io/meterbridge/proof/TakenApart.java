package io.meterbridge.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The packaged jar as its image runs it: taken apart, which starts in half the time. */
final class TakenApart {

    private TakenApart() {
    }

    /** Takes the jar apart, unless that was done before; test classes may run side by side. */
    static Path jar() {
        var packed = Path.of(System.getProperty("meterbridge.jar")).toAbsolutePath();
        try (var lock = FileChannel.open(packed.resolveSibling("taken-apart.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            var folder = packed.resolveSibling("taken-apart-" + Files.getLastModifiedTime(packed).toMillis());
            if (!Files.exists(folder)) {
                var part = folder.resolveSibling(folder.getFileName() + "-" + ProcessHandle.current().pid());
                extract(packed, part);
                Files.move(part, folder);
            }
            return folder.resolve(packed.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void extract(Path packed, Path folder) throws IOException {
        var process = new ProcessBuilder(BridgeProcess.JAVA.toString(), "-Djarmode=tools", "-jar", packed.toString(),
                "extract", "--destination", folder.toString()).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(packed + " cannot be taken apart");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
