package io.meterbridge.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** The folder for what Meterbridge makes by itself: the embedded database and generated secrets. */
public final class DataFolder {

    private static final Set<PosixFilePermission> OWNER_ENTERS =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS =
            PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    /**
     * A folder that need not exist yet; it is created with mode 0700 when something is first kept
     * in it.
     */
    public DataFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The absolute path of a file or folder inside; creates the data folder itself. */
    public Path resolve(String name) {
        create(folder);
        return folder.resolve(name);
    }

    /** The absolute path of a folder inside, which only its owner may enter; creates it. */
    public Path resolveFolder(String name) {
        var inner = resolve(name);
        create(inner);
        return inner;
    }

    private static void create(Path wanted) {
        try {
            if (!Files.isDirectory(wanted)) {
                Files.createDirectories(wanted, PosixFilePermissions.asFileAttribute(OWNER_ENTERS));
            }
        } catch (IOException e) {
            throw new StartRefused("The folder " + wanted + " cannot be created: " + e,
                    "Make it writable, or name another data folder with METERBRIDGE_DATA_DIR", e);
        }
    }

    /** The content of a file inside that only its owner may read; made once, by {@code content}. */
    public String keepSecret(String name, Supplier<String> content) {
        var file = resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, content.get());
            }
            Files.setPosixFilePermissions(file, OWNER_READS);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be kept", e);
        }
    }

    /**
     * Complete or absent, also after a power cut: written beside its place, forced to disk, then
     * moved.
     */
    private void write(Path file, String content) throws IOException {
        var draft = Files.createTempFile(folder, file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(OWNER_READS));
        Files.write(draft, (content + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.DSYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
