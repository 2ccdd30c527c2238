package io.meterbridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ReconciledMonthTest {

    private static final String REMAINDER = """
            {"subscription_id":"whole","orb_accepted":{"difference":"0.005","classes":{"remainder":"0.005"}},
             "accepted_marketplace":null}""";
    private static final String HELD = """
            {"subscription_id":"held","accepted_marketplace":null,
             "orb_accepted":{"difference":"2.005","classes":{"remainder":"0.005","held":"2.00"}}}""";
    private static final String FOREIGN = """
            {"subscription_id":null,"identity":"nobody","orb_accepted":null,
             "accepted_marketplace":{"difference":"-1.00","classes":{"foreign_usage":"-1.00"}}}""";

    @Test
    void linesThatOnlyLeaveLessThanAUnitAreNotShown() throws IOException {
        var month = read(REMAINDER + "," + HELD + "," + FOREIGN, 3);

        assertThat(month.lines()).extracting(line -> line.text("subscription_id")).containsExactly("held", null);
        assertThat(month.count()).isEqualTo(3);
        assertThat(month.from()).isEqualTo("2026-03-01");
        assertThat(month.to()).isEqualTo("2026-04-01");
        assertThat(month.totals()).singleElement().satisfies(total ->
                assertThat(total.text("orb")).isEqualTo("7.01"));
    }

    @Test
    void aHundredLinesAreShownAndAllAreCounted() throws IOException {
        var month = read(String.join(",", Collections.nCopies(150, HELD)), 150);

        assertThat(month.lines()).hasSize(100);
        assertThat(month.count()).isEqualTo(150);
    }

    private static ReconciledMonth read(String lines, int count) throws IOException {
        var report = "{\"from\":\"2026-03-01\",\"to\":\"2026-04-01\",\"results\":[" + lines + "],\"count\":" + count
                + ",\"totals\":[{\"currency\":\"USD\",\"orb\":\"7.01\"}]}";
        return ReconciledMonth.read(new ByteArrayInputStream(report.getBytes(UTF_8)));
    }
}
