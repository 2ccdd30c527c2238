package io.meterbridge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who is woken finds out what it means and what to do. */
class AlertsTest {

    private static final String PAGE = "docs/operations.md";

    @Test
    void everyAlertLeadsToItsEntry() throws IOException {
        var headings = Files.readAllLines(Path.of(PAGE)).stream().filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4)).toList();
        var alerts = new ArrayList<String>();

        for (var rule : Queries.rules()) {
            var name = rule.path("alert").asText();
            alerts.add(name);
            assertThat(rule.at("/annotations/runbook").asText()).isEqualTo(PAGE + "#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
        }
        assertThat(headings).isNotEmpty().containsExactlyElementsOf(alerts);
    }
}
