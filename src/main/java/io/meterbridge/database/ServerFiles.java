package io.meterbridge.database;

import io.meterbridge.config.DataFolder;
import io.meterbridge.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.util.FileSystemUtils;

/** The embedded server's files in the data folder. */
final class ServerFiles {

    private static final String PASSWORD = "postgresql.password";
    private static final int PASSWORD_BYTES = 24;

    /** Below the range from which Linux takes the ports of outgoing connections. */
    private static final int FIRST_PORT = 15432;
    private static final int PORTS = 1000;

    private final DataFolder folder;

    ServerFiles(DataFolder folder) {
        this.folder = folder;
    }

    /** PostgreSQL's own data directory. */
    Path data() {
        return folder.resolve("postgresql");
    }

    /** Held by the process that owns the server. */
    Path lock() {
        return folder.resolve("postgresql.lock");
    }

    /**
     * PostgreSQL's programs; not in the shared temporary folder, where others could replace them.
     * Whoever unpacks them opens their folder to everybody, so it stands in one that is closed.
     */
    Path binaries() {
        return folder.resolveFolder("postgresql-binaries").resolve("unpacked");
    }

    /** What the server said while it started. */
    Path startLog() {
        return folder.resolve("postgresql-start.log");
    }

    Path passwordFile() {
        return folder.resolve(PASSWORD);
    }

    /** The password of every login; made once. */
    String password() {
        return folder.keepSecret(PASSWORD, ServerFiles::newPassword);
    }

    /** Remembers the port. */
    Path portFile() {
        return folder.resolve("postgresql.port");
    }

    private Path unfinished() {
        return folder.resolve("postgresql.unfinished");
    }

    /** Marks a data directory that is about to be made, until {@link #finish}. */
    void beginIfNew() throws IOException {
        password();
        if (!Files.exists(data()) && !Files.exists(unfinished())) {
            Files.createFile(unfinished());
        }
    }

    /** The server is complete: keeps its port and from now on never discards it. */
    void finish(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
        Files.deleteIfExists(unfinished());
    }

    /**
     * Removes what a crash during the very first start left half made; nothing was ever stored in
     * it.
     */
    void discardHalfMade() throws IOException {
        if (Files.exists(unfinished()) && Postmaster.runningIn(data()).isEmpty()) {
            FileSystemUtils.deleteRecursively(data());
            FileSystemUtils.deleteRecursively(binaries().getParent());
        }
    }

    /**
     * The port chosen at the first start, or a new one.
     *
     * @throws StartRefused when somebody else listens on the kept port
     */
    int freePort() {
        try {
            if (!Files.exists(portFile())) {
                return anyFreePort();
            }
            var port = Integer.parseInt(Files.readString(portFile()).strip());
            if (!isFree(port)) {
                throw new StartRefused(
                        "Port " + port + " of the embedded PostgreSQL is taken by another program",
                        "Free the port, or delete " + portFile() + " to have another one chosen");
            }
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + portFile() + " cannot be read", e);
        }
    }

    private static int anyFreePort() {
        var start = new SecureRandom().nextInt(PORTS);
        for (int i = 0; i < PORTS; i++) {
            var port = FIRST_PORT + (start + i) % PORTS;
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartRefused(
                "No port from " + FIRST_PORT + " to " + (FIRST_PORT + PORTS - 1) + " is free",
                "Free one of them for the embedded PostgreSQL");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
