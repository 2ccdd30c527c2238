package io.meterbridge.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings a database up to date: the numbered sentences of {@code db/migration} and the clock's
 * tables.
 */
final class Migrations {

    /** After 1, 2, 4, 8 and 16 seconds: the database may be starting at the same time. */
    private static final int CONNECT_RETRIES = 5;

    private Migrations() {
    }

    static Flyway of(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .javaMigrations(new ClockTables())
                .connectRetries(CONNECT_RETRIES)
                .load();
    }
}
