package io.meterbridge.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements of {@code src/main/resources/sql}: one per file, nowhere else. */
public final class Sql {

    private static final Map<String, String> STATEMENTS = new ConcurrentHashMap<>();

    private Sql() {
    }

    /**
     * The text of one statement, its comment included, so that it can be recognised in the server's
     * own views.
     *
     * @param name path below {@code sql} without its ending, for example
     *     {@code ledger/claim-records}
     * @throws IllegalArgumentException when there is no such file
     */
    public static String of(String name) {
        return STATEMENTS.computeIfAbsent(name, Sql::read);
    }

    private static String read(String name) {
        var path = "/sql/" + name + ".sql";
        try (var file = Sql.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException(
                        "There is no statement " + path + " on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
