package io.meterbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who follows docs/trace-one-hour.md finds the routes and steps where it says. */
class TraceDocTest {

    private static final Path PAGE = Path.of("docs", "trace-one-hour.md");
    private static final Pattern ROUTE_FILE = Pattern.compile("]\\(\\.\\./(routes/[^)]+)\\)");

    @Test
    void everyRouteAndStepIsInTheFileBesideIt() throws IOException {
        var rows = Markdown.read(PAGE).section("## The way in one table").rows();

        assertThat(rows).isNotEmpty();
        for (var row : rows) {
            var file = ROUTE_FILE.matcher(row.get(3)).results().findFirst().orElseThrow().group(1);
            var ids = Files.readAllLines(Path.of(file)).stream().map(String::strip).toList();
            for (var name : Markdown.codeIn(row.get(2))) {
                assertThat(ids).as("%s in %s", name, file).contains("id: " + name);
            }
        }
    }
}
