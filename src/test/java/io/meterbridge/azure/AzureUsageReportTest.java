package io.meterbridge.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.azure.DaySum;
import io.meterbridge.reconciliation.ReportLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sum that may miss a part is no sum. */
@Proves("M-16")
class AzureUsageReportTest {

    private static final String ID = "37f9dea2-4345-438f-b0bd-03d40d28c7e0";
    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

    private final AzureUsageReport report = new AzureUsageReport();

    @Test
    void plansAndStatesOfOneDayAreOneSum() {
        var sums = report.read(list(
                row(ID, "usd", "gold", "Submitted", "7"),
                row(ID.toUpperCase(), "usd", "silver", "Accepted", "5.50"),
                row(ID, "eur", "gold", "SomethingNew", "0.1")), 200);

        assertThat(sums).extracting(DaySum::key, sum -> sum.submitted().stripTrailingZeros())
                .containsExactlyInAnyOrder(
                        tuple(new DaySum.Key(ID, "usd", DAY), new BigDecimal("12.5")),
                        tuple(new DaySum.Key(ID, "eur", DAY), new BigDecimal("0.1")));
        assertThat(report.read(list(), 200)).isEmpty();
    }

    @Test
    void whatAzureIsThroughWithCountsAsItCameOut() {
        var lines = report.booked(list(row(ID, "usd", "gold", "Submitted", "7"),
                row(ID.toUpperCase(), "usd", "silver", "Rejected", "5")), 200);

        assertThat(lines).containsExactly(new ReportLine(new ReportLine.Key(ID, "usd",
                Instant.parse("2026-03-10T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z")),
                new BigDecimal("7"), null, null));
        assertThatIllegalStateException().isThrownBy(() -> report.booked(list(), 503));
    }

    @Test
    void theDaysAreAskedForAsMicrosoftSpellsThem() {
        assertThat(report.query(DAY, DAY.plusDays(1))).isEqualTo(
                "api-version=2018-08-31&usageStartDate=2026-03-10&UsageEndDate=2026-03-11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "7", "<html>", "[7]", "[{}]", "[", "[] []",
        "[{\"usageDate\":\"soon, but not yet\",\"usageResourceId\":\"a\",\"dimension\":\"b\","
                + "\"submittedQuantity\":1}]",
        "[{\"usageDate\":\"2026-03-10\",\"usageResourceId\":\"a\",\"dimension\":\"b\","
                + "\"submittedQuantity\":\"1\"}]",
        "[{\"usageDate\":\"2026-03-10\",\"usageResourceId\":\"a\",\"dimension\":\"b\","
                + "\"submittedQuantity\":1e999}]"})
    void anythingElseIsNoReport(String body) {
        assertThatIllegalStateException()
                .isThrownBy(() -> report.read(body.getBytes(UTF_8), 200));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 401, 429, 500, 503})
    void anErrorIsNoReport(int status) {
        assertThatIllegalStateException().isThrownBy(() -> report.read(list(), status));
    }

    private static byte[] list(String... rows) {
        return ("[" + String.join(",", rows) + "]").getBytes(UTF_8);
    }

    private static String row(
            String id, String dimension, String plan, String state, String quantity) {
        return ("{\"usageDate\":\"2026-03-10T00:00:00Z\",\"usageResourceId\":\"%s\",\"dimension\":\"%s\","
                + "\"planId\":\"%s\",\"reconStatus\":\"%s\",\"submittedQuantity\":%s,\"processedQuantity\":0,"
                + "\"submittedCount\":1}").formatted(id, dimension, plan, state, quantity);
    }
}
