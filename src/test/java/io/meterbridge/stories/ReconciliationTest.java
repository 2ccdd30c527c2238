package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.ApiClient;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Orb's cost, what AWS accepted and what AWS reports, through the whole application. */
class ReconciliationTest extends Story {

    @Test
    void everyDifferenceOfADayHasItsReasonAndAForeignRecordIsFound() {
        at("2026-05-23T23:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-05-23T22:00:00Z");
        var subscription = contract.subscription("2026-05-23T00:00:00Z");
        WorldContract.use(subscription, "2026-05-23T23:10:00Z", "3.004");
        WorldContract.use(subscription, "2026-05-24T08:10:00Z", "2.006");
        meterAndTakePosition("2026-05-23T23:00:00Z");
        meter("2026-05-24T08:00:00Z");
        look();
        var api = SellersApi.of(world(), seller);

        var first = onlyAccount(api, "day=2026-05-23");
        assertThat(new BigDecimal(first.at("/orb").asText())).isEqualByComparingTo("3.004");
        assertThat(explained(first.at("/orb_accepted"))).isEqualTo("0.004: remainder=0.004");
        var second = onlyAccount(api, "day=2026-05-24");
        assertThat(new BigDecimal(second.at("/orb").asText())).isEqualByComparingTo("2.006");
        assertThat(new BigDecimal(second.at("/accepted").asText())).isEqualByComparingTo("2.01");
        assertThat(explained(second.at("/orb_accepted"))).isEqualTo("-0.004: remainder=-0.004");
        assertThat(second.at("/accepted_marketplace").isNull()).as("AWS was not asked").isTrue();

        var arn = contract.agreement().licenseIdentity().split("\\|")[1];
        var taken = api.call("POST", "/reports/marketplace/aws", """
                license_arn,usage_start,usage_end,units,amount,currency
                %s,2026-05-24T08:00:00Z,2026-05-24T09:00:00Z,251,2.51,USD
                =cmd|calc,2026-05-24T10:00:00Z,2026-05-24T11:00:00Z,70,0.70,USD
                """.formatted(arn), "text/csv").is(201);
        assertThat(List.of(taken.at("/rows"), taken.at("/matched"), taken.at("/unmatched")))
                .containsExactly("2", "1", "1");

        var report = api.get("/reports/reconciliation?day=2026-05-24").is(200).body();
        assertThat(report.at("/count").asInt()).isEqualTo(2);
        assertThat(explained(report.at("/results/0/accepted_marketplace"))).isEqualTo("-0.5: foreign_usage=-0.5");
        assertThat(report.at("/results/1/identity").asText()).isEqualTo("=cmd|calc");
        assertThat(explained(report.at("/results/1/accepted_marketplace"))).isEqualTo("-0.7: foreign_usage=-0.7");
        assertThat(new BigDecimal(report.at("/totals/0/accepted_marketplace/foreign_usage").asText()))
                .isEqualByComparingTo("-1.20");
        assertAddsUp(report);
        var csv = api.outside("/api/reports/reconciliation?format=csv&day=2026-05-24").response();
        assertThat(csv.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"reconciliation-2026-05-24-to-2026-05-25.csv\"");
        assertThat(csv.body().lines()).hasSize(3);
        assertThat(csv.body().lines().findFirst()).get().asString()
                .startsWith("account_id,subscription_id,contract_id,identity,cloud,").contains(",orb_accepted.remainder,")
                .endsWith(",accepted_marketplace.unexplained");
        assertThat(csv.body().lines().skip(2)).first().asString().contains(",'=cmd|calc,aws,");

        var month = onlyAccount(api, "month=2026-05");
        assertThat(new BigDecimal(month.at("/orb").asText())).isEqualByComparingTo("5.010");
        assertThat(new BigDecimal(month.at("/accepted").asText())).isEqualByComparingTo("5.01");
        assertThat(SellersApi.of(world(), seller()).get("/reports/reconciliation?month=2026-05").is(200).at("/count"))
                .as("another seller sees nothing of it").isEqualTo("0");
    }

    @Test
    void whatTheMarketplaceDoesNotShowAndWhatTheLedgerStillHoldsIsTold() {
        at("2026-05-24T14:30:00Z");
        var seller = seller().holds("{\"max_units_per_hour\": 200}");
        var contract = seller.contract("2026-05-24T14:00:00Z");
        var subscription = contract.subscription("2026-05-24T00:00:00Z");
        WorldContract.use(subscription, "2026-05-24T14:10:00Z", "1.00");
        WorldContract.use(subscription, "2026-05-24T15:10:00Z", "5.00");
        meter("2026-05-24T14:00:00Z");
        meter("2026-05-24T15:00:00Z");
        look();
        var api = SellersApi.of(world(), seller);
        api.call("POST", "/reports/marketplace/aws", """
                agreement_id,usage_start,usage_end,units
                somebody-else,2026-05-24T00:00:00Z,2026-05-25T00:00:00Z,1
                """, "text/csv").is(201);

        var line = api.get("/reports/reconciliation?day=2026-05-24").is(200).body().at("/results/0");

        assertThat(explained(line.at("/orb_accepted"))).isEqualTo("5: held=5");
        assertThat(explained(line.at("/accepted_marketplace"))).isEqualTo("1: unexplained=1");
        api.post("/metering/" + api.get("/metering?status=held").at("/results/0/id") + "/drop", null).is(200);
        assertThat(explained(api.get("/reports/reconciliation?day=2026-05-24").is(200).body()
                .at("/results/0/orb_accepted"))).isEqualTo("5: written_off=5");
    }

    @Test
    void aFileThatCannotBeTakenIsRefusedWholeAndSaysWhy() {
        at("2026-05-24T20:30:00Z");
        var api = SellersApi.of(world(), seller());

        assertThat(api.call("POST", "/reports/marketplace/gcp", """
                entitlement_id,usage_start,units
                e-1,2026-05-24,1
                e-2,2026-05-24,many
                """, "text/csv").is(422).at("/errors/0/message")).isEqualTo("line 3: 'many' is no number");
        assertThat(api.call("POST", "/reports/marketplace/gcp", "entitlement_id,usage_start,units", "text/csv").is(422)
                .at("/errors/0/message")).contains("no lines");
        assertThat(api.get("/reports/reconciliation?month=2026-13").is(422).at("/errors/0/pointer")).isEqualTo("month");
        assertThat(api.get("/reports/reconciliation?day=2026-02-30").is(422).at("/errors/0/pointer")).isEqualTo("day");
        assertThat(api.get("/reports/reconciliation?month=2026-05").is(200).at("/count")).isEqualTo("0");
    }

    private static void meterAndTakePosition(String hour) {
        meter(hour);
        look();
        world().bean(ProducerTemplate.class).sendBody("direct:positions-take", null);
    }

    private static JsonNode onlyAccount(ApiClient api, String when) {
        return StreamSupport.stream(api.get("/reports/reconciliation?" + when).is(200).body().at("/results").spliterator(),
                false).filter(line -> !line.at("/account_id").isNull()).reduce((one, other) -> {
                    throw new AssertionError("more than one account");
                }).orElseThrow();
    }

    /** The classes of every difference come to it. */
    private static void assertAddsUp(JsonNode report) {
        for (var line : report.at("/results")) {
            for (var side : List.of("orb_accepted", "accepted_marketplace")) {
                var explained = line.get(side);
                if (!explained.isNull()) {
                    var sum = BigDecimal.ZERO;
                    for (var part : explained.get("classes")) {
                        sum = sum.add(new BigDecimal(part.asText()));
                    }
                    assertThat(sum).isEqualByComparingTo(explained.get("difference").asText());
                }
            }
        }
    }

    /** {@code 0.004: remainder=0.004}, however many zeros the figures end with. */
    private static String explained(JsonNode side) {
        var text = new StringBuilder(plain(side.get("difference"))).append(":");
        side.get("classes").fields().forEachRemaining(part ->
                text.append(" ").append(part.getKey()).append("=").append(plain(part.getValue())));
        return text.toString();
    }

    private static String plain(JsonNode amount) {
        return new BigDecimal(amount.asText()).stripTrailingZeros().toPlainString();
    }
}
