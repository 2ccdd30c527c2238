package io.meterbridge.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Creates the tables of the clustered clock from the script that Quartz itself ships, so that they
 * always fit the Quartz in use, and lets the worker role use them.
 */
public class ClockTables implements JavaMigration {

    private static final String SCRIPT = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("008");
    }

    @Override
    public String getDescription() {
        return "create the tables of the clustered clock";
    }

    /**
     * None: a newer Quartz may ship another script, which says nothing about tables made before.
     */
    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        try (var statement = context.getConnection().createStatement()) {
            for (var part : quartzScript().split(";")) {
                if (isWanted(part)) {
                    statement.execute(part);
                }
            }
            statement.execute(Sql.of("database/grant-clock-tables"));
        }
    }

    /** The script drops before it creates and commits at the end; a migration does neither. */
    private static boolean isWanted(String part) {
        var words = part.strip().toUpperCase(Locale.ROOT);
        return words.startsWith("CREATE ");
    }

    private static String quartzScript() throws IOException {
        try (var script = ClockTables.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException("The Quartz library does not carry " + SCRIPT);
            }
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\\R"))
                    .filter(line -> !line.stripLeading().startsWith("--"))
                    .collect(Collectors.joining("\n"));
        }
    }
}
