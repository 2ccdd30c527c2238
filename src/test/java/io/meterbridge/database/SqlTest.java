package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlTest {

    private static final Path STATEMENTS = Path.of("src/main/resources/sql");

    @Test
    void readsAStatementByItsName() {
        assertThat(Sql.of("database/become-seller"))
                .startsWith("-- ")
                .endsWith("set role meterbridge_seller");
    }

    @Test
    void aMissingStatementIsNamed() {
        assertThatThrownBy(() -> Sql.of("database/nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/sql/database/nonsense.sql");
    }

    /** A statement says in its first line which question it answers. */
    @ParameterizedTest
    @MethodSource("files")
    void everyFileBeginsWithWhatItIsFor(Path file) throws IOException {
        assertThat(Files.readString(file)).startsWith("-- ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileHoldsOneStatement(Path file) throws IOException {
        var statement = Files.readString(file)
                .replaceAll("(?m)--.*$", "")
                .replaceAll("(?s)\\$\\$.*?\\$\\$", "")
                .replaceAll("'[^']*'", "")
                .strip();

        assertThat(statement).isNotEmpty().doesNotContain(";");
    }

    /** By its name, or by a feature's prefix and the rest of its name. */
    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsUsed(Path file) throws IOException {
        var name = STATEMENTS.relativize(file).toString().replaceAll("\\.sql$", "");
        var feature = name.substring(0, name.indexOf('/') + 1);
        var rest = name.substring(feature.length());
        var users = users();

        assertThat(users.contains("sql/" + name + ".sql")
                || users.contains('"' + name + '"')
                || users.contains('"' + feature + "\" + ") && users.contains('"' + rest + '"'))
                .describedAs("a route or a class names %s", file).isTrue();
    }

    private static String users() throws IOException {
        var text = new StringBuilder();
        for (var folder : List.of(Path.of("routes"), Path.of("src/main/java"))) {
            try (var found = Files.walk(folder)) {
                for (var file : found.filter(Files::isRegularFile).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    static Stream<Path> files() throws IOException {
        try (var found = Files.walk(STATEMENTS)) {
            return found.filter(file -> file.toString().endsWith(".sql")).toList().stream();
        }
    }
}
