package io.meterbridge.database;

import io.meterbridge.config.DataFolder;
import io.meterbridge.config.StartRefused;
import org.springframework.core.env.Environment;

/** The server in use: the operator's, or one of our own when no URL is set. */
final class DatabaseServer implements AutoCloseable {

    private final DatabaseLogin login;
    private final Runnable stop;

    private DatabaseServer(DatabaseLogin login, Runnable stop) {
        this.login = login;
        this.stop = stop;
    }

    /**
     * Reads {@code spring.datasource.*}; starts the embedded server when the URL is unset or empty.
     */
    static DatabaseServer choose(Environment environment, DataFolder folder) {
        var url = environment.getProperty("spring.datasource.url", "").strip();
        if (url.isEmpty()) {
            var embedded = EmbeddedDatabase.start(folder);
            return new DatabaseServer(embedded.login(), embedded::close);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    "SPRING_DATASOURCE_URL is not the JDBC URL of a PostgreSQL",
                    "Let it begin with jdbc:postgresql: or leave it unset to use the embedded"
                        + " database");
        }
        return new DatabaseServer(new DatabaseLogin(url,
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"), false), () -> { });
    }

    DatabaseLogin login() {
        return login;
    }

    @Override
    public void close() {
        stop.run();
    }
}
