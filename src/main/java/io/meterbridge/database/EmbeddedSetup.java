package io.meterbridge.database;

import io.meterbridge.config.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives a server that has just started its login, its database, and the certainty that it is ours.
 */
final class EmbeddedSetup {

    private static final String NAME = "meterbridge";

    private final EmbeddedPostgres server;
    private final ServerFiles files;

    EmbeddedSetup(EmbeddedPostgres server, ServerFiles files) {
        this.server = server;
        this.files = files;
    }

    /** Makes what is missing; harmless when nothing is. */
    DatabaseLogin complete() throws SQLException, IOException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            requireOwnServer(connection);
            createLogin(connection);
            createDatabase(connection);
        }
        files.finish(server.getPort());
        var url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME;
        return new DatabaseLogin(url, NAME, files.password(), true);
    }

    /**
     * Whoever answers on the port must be the server of our folder, or our tables would go
     * elsewhere.
     */
    private void requireOwnServer(Connection connection) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(Sql.of("database/find-data-directory"))) {
            row.next();
            var folder = Path.of(row.getString(1));
            if (!Files.isSameFile(folder, files.data())) {
                throw new StartRefused(
                        "Another PostgreSQL, that of "
                                + folder
                                + ", answers on port "
                                + server.getPort(),
                        "Stop it, or delete " + files.portFile() + " to have another port chosen");
            }
        }
    }

    private void createLogin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var password = connection.prepareStatement(Sql.of("database/remember-new-password"));
                var login = connection.createStatement()) {
            password.setString(1, files.password());
            password.execute();
            login.execute(Sql.of("database/create-embedded-login"));
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void createDatabase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            boolean exists;
            try (var row = statement.executeQuery(Sql.of("database/find-embedded-database"))) {
                row.next();
                exists = row.getInt(1) > 0;
            }
            if (!exists) {
                statement.execute(Sql.of("database/create-embedded-database"));
            }
        }
    }
}
