package io.meterbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules of the house that only the source shows, not the compiled class. */
class SourceRulesTest {

    private static final Path SOURCE = Path.of("src/main/java/io/meterbridge");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern TEXT =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"");
    private static final Pattern SQL = Pattern.compile("(?is)\\b(select\\s.+\\sfrom\\s"
            + "|insert\\s+into\\s|update\\s+\\w+\\s+set\\s|delete\\s+from\\s|set\\s+role\\s"
            + "|(create|alter|drop)\\s+(table|role|database|index|view)\\s"
            + "|with\\s+\\w+\\s+as\\s*\\()");
    private static final Pattern BINARY = Pattern.compile("\\b(double|float|Double|Float)\\b");
    private static final List<String> EXACT =
            List.of("cost", "metering", "marketplace", "ledger", "orb", "mapping", "hour");

    @Test
    void statementsAreFilesAndNeverTextInJava() throws IOException {
        for (var file : javaFiles(SOURCE)) {
            assertThat(statementsIn(Files.readString(file))).describedAs("%s", file).isEmpty();
        }
    }

    @Test
    void aStatementInJavaIsNoticed() {
        assertThat(statementsIn("jdbc.sql(\"select a from b\")")).hasSize(1);
        assertThat(statementsIn("var sql = \"\"\"\n  UPDATE account\n  SET cost = 1\n\"\"\";"))
                .hasSize(1);
        assertThat(statementsIn("// \"delete from b\"\nlog(\"it was updated\");")).isEmpty();
        assertThat(statementsIn("log(\"Set it to base64\")")).isEmpty();
    }

    @Test
    @Proves("R-02")
    void moneyAndUnitsHaveNoBinaryTypes() throws IOException {
        for (var feature : EXACT) {
            for (var file : javaFiles(SOURCE.resolve(feature))) {
                assertThat(binaryTypesIn(Files.readString(file))).describedAs("%s", file).isEmpty();
            }
        }
    }

    @Test
    void aBinaryTypeIsNoticed() {
        assertThat(binaryTypesIn("double cost = 1;")).containsExactly("double");
        assertThat(binaryTypesIn("var x = (Float) y;")).containsExactly("Float");
        assertThat(binaryTypesIn("type.equals(\"double\"); // a double\n/** float */")).isEmpty();
    }

    private static List<String> statementsIn(String source) {
        return TEXT.matcher(COMMENT.matcher(source).replaceAll("")).results()
                .map(match -> match.group()).filter(text -> SQL.matcher(text).find()).toList();
    }

    private static List<String> binaryTypesIn(String source) {
        var code = TEXT.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll("\"\"");
        return BINARY.matcher(code).results().map(match -> match.group()).toList();
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
