package io.meterbridge.database;

import io.meterbridge.config.DataFolder;
import io.meterbridge.config.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that this process runs when nobody names another. It belongs to one process at a
 * time, is reached over loopback with a generated password, outlives a crash of its process and is
 * then adopted by the next one.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

    private final FolderOwnership ownership;
    private final EmbeddedPostgres server;
    private final DatabaseLogin login;

    private EmbeddedDatabase(
            FolderOwnership ownership, EmbeddedPostgres server, DatabaseLogin login) {
        this.ownership = ownership;
        this.server = server;
        this.login = login;
    }

    /**
     * Starts the server of that folder, or takes over the one that a crashed process left running.
     *
     * @throws StartRefused when another live process owns the folder, the port is taken, or this
     *         machine cannot run the server; the message says what to do
     */
    static EmbeddedDatabase start(DataFolder folder) {
        UserNamespace.require();
        var files = new ServerFiles(folder);
        var ownership = FolderOwnership.take(files.lock());
        EmbeddedPostgres server = null;
        try {
            files.discardHalfMade();
            files.beginIfNew();
            var orphan = Postmaster.runningIn(files.data());
            orphan.ifPresent(found -> LOG.info("Taking over what a crash left running: {}", found));
            var port = orphan.map(Postmaster::port).orElseGet(files::freePort);
            server = startServer(files, port);
            var database = new EmbeddedSetup(server, files).complete();
            LOG.info(
                    "The embedded PostgreSQL listens on 127.0.0.1:{}, its data is in {}",
                    port,
                    files.data());
            return new EmbeddedDatabase(ownership, server, database);
        } catch (StartRefused e) {
            stop(server);
            ownership.release();
            throw e;
        } catch (IOException | SQLException | RuntimeException e) {
            stop(server);
            ownership.release();
            throw new StartRefused(
                    "The embedded PostgreSQL does not start: " + e.getMessage(),
                    "Read what it said in "
                            + files.startLog()
                            + " and in "
                            + files.data().resolve("log"),
                    e);
        }
    }

    /** How to reach the database on it. */
    DatabaseLogin login() {
        return login;
    }

    @Override
    public void close() {
        stop(server);
        ownership.release();
    }

    private static EmbeddedPostgres startServer(ServerFiles files, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(files.binaries().toFile())
                .setDataDirectory(files.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP_WAIT)
                .setPort(port)
                // these two reach initdb: nobody signs in without the password
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", files.passwordFile().toString())
                .setConnectConfig("password", files.password())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                // a week of the server's own log, each day's file overwritten a week later
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", "log")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.to(files.startLog().toFile()))
                .start();
    }

    private static void stop(EmbeddedPostgres server) {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop in order; its next start recovers", e);
        }
    }
}
