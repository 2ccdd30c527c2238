package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An abnormal record waits for a human, with its value committed and without a slot. */
@Proves({"M-22", "R-08"})
class HeldRecordsTest extends Story {

    @Test
    void anAbnormalHourWaitsAndIsSentInItsOwnHourWhenReleased() {
        at("2026-05-02T14:30:00Z");
        var seller = seller().holds("{\"max_units_per_hour\": 200}");
        var contract = seller.contract("2026-05-02T14:00:00Z");
        var subscription = contract.subscription("2026-05-02T00:00:00Z");
        WorldContract.use(subscription, "2026-05-02T14:10:00Z", "3.004");
        meter("2026-05-02T14:00:00Z");

        assertThat(told(contract)).containsExactly("no hour held 300");
        assertThat(only(contract, "reason")).isEqualTo("hold-max-units-per-hour");
        assertThat(callsFor(contract)).isEmpty();
        assertThat(events(seller, "metering.held")).singleElement().satisfies(event -> {
            assertThat(event.at("/data/amount").asText()).isEqualTo("3.00");
            assertThat(event.at("/data/currency").asText()).isEqualTo("USD");
            assertThat(event.at("/data/reason").asText()).isEqualTo("hold-max-units-per-hour");
            assertThat(event.at("/data/contract/id").asText()).isEqualTo(contract.id().toString());
            assertThat(event.at("/data/record/id").asText()).isEqualTo(heldOf(seller, contract));
        });
        assertCommitted(subscription, "3.00");
        assertLeft(subscription, "0.004");

        WorldContract.use(subscription, "2026-05-02T15:10:00Z", "1.00");
        meter("2026-05-02T15:00:00Z");
        assertThat(told(contract)).containsExactly("02T15 accepted 100", "no hour held 300");

        var id = heldOf(seller, contract);
        var released = api(seller).post("/metering/" + id + "/release", null).is(200);
        assertThat(released.at("/hour")).isEqualTo("2026-05-02T14:00:00Z");
        assertThat(released.at("/status")).isIn("frozen", "sending", "accepted");
        awaitTold(contract, "02T14 accepted 300", "02T15 accepted 100");
        assertCommitted(subscription, "4.00");
        assertAddsUp(seller, id, "released", "3.00");
        assertThat(api(seller).post("/metering/" + id + "/release", null).is(409).at("/detail"))
                .contains("accepted, not held");
    }

    /** The alarm looks closer at these alone. */
    @Test
    void anHourThatNobodyHoldsIsMarkedWhenItCarriesMuchMoreThanTheOnesBefore() {
        at("2026-05-01T12:30:00Z");
        var contract = seller().contract("2026-05-01T12:00:00Z");
        var subscription = contract.subscription("2026-05-01T00:00:00Z");
        for (var use : Map.of("12", "9.00", "13", "12.00", "14", "60.00").entrySet()) {
            WorldContract.use(subscription, "2026-05-01T" + use.getKey() + ":10:00Z", use.getValue());
        }
        for (var hour : List.of("12", "13", "14")) {
            meter("2026-05-01T" + hour + ":00:00Z");
        }

        assertThat(told(contract)).containsExactly("01T12 accepted 900", "01T13 accepted 1200", "01T14 accepted 6000");
        assertThat(world().recordsOf(contract)).extracting(row -> row.get("stands_out"))
                .containsExactly(false, false, true);
    }

    @Test
    void whatIsReleasedADayLaterTakesTheNewestFreeHour() {
        at("2026-05-03T14:30:00Z");
        var seller = seller().holds("{\"max_units_per_hour\": 200}");
        var contract = seller.contract("2026-05-03T14:00:00Z");
        var subscription = contract.subscription("2026-05-03T00:00:00Z");
        WorldContract.use(subscription, "2026-05-03T14:10:00Z", "3.00");
        WorldContract.use(subscription, "2026-05-04T15:10:00Z", "0.50");
        meter("2026-05-03T14:00:00Z");
        meter("2026-05-04T15:00:00Z");
        assertThat(told(contract)).containsExactly("04T15 accepted 50", "no hour held 300");

        var released = api(seller).post("/metering/" + heldOf(seller, contract) + "/release", null).is(200);

        assertThat(released.at("/hour")).isEqualTo("2026-05-04T14:00:00Z");
        awaitTold(contract, "04T14 accepted 300", "04T15 accepted 50");
    }

    @Test
    void withoutAFreeHourAtItsPriceItStaysHeld() {
        at("2026-05-05T14:30:00Z");
        var seller = seller().holds("{\"max_units_per_hour\": 200}");
        var contract = seller.contract("2026-05-05T14:00:00Z");
        var subscription = contract.subscription("2026-05-05T00:00:00Z");
        WorldContract.use(subscription, "2026-05-05T14:10:00Z", "3.00");
        meter("2026-05-05T14:00:00Z");
        pass(Duration.ofDays(2));
        api(seller).patch("/contracts/" + contract.id(), Map.of("unit_price", "0.02",
                "price_effective_at", "2026-05-06T00:00:00Z")).is(200);

        var refused = api(seller).post("/metering/" + heldOf(seller, contract) + "/release", null).is(409);

        assertThat(refused.at("/detail")).contains("No completed hour is free");
        assertThat(told(contract)).containsExactly("no hour held 300");
        assertCommitted(subscription, "3.00");
    }

    @Test
    void aDroppedRecordIsForgivenAndAFallOfCostConsumesThatFirst() {
        at("2026-05-07T14:30:00Z");
        var seller = seller().holds("{\"max_units_per_hour\": 200}");
        var contract = seller.contract("2026-05-07T14:00:00Z");
        var subscription = contract.subscription("2026-05-07T00:00:00Z");
        WorldContract.use(subscription, "2026-05-07T14:10:00Z", "3.004");
        meter("2026-05-07T14:00:00Z");
        var id = heldOf(seller, contract);

        assertThat(api(seller).post("/metering/" + id + "/drop", null).is(200).at("/status"))
                .isEqualTo("written_off");
        assertWrittenOff(subscription, "3.00");
        assertCommitted(subscription, "0");
        assertLeft(subscription, "0.004");
        assertAddsUp(seller, id, "dropped", "3.00");
        assertThat(api(seller).post("/metering/" + id + "/release", null).is(409).at("/detail"))
                .contains("written_off, not held");

        subscription.correct("api-calls", Instant.parse("2026-05-07T14:10:00Z"), new BigDecimal("-1.00"));
        meter("2026-05-07T15:00:00Z");
        assertWrittenOff(subscription, "2.004");
        assertLeft(subscription, "0");
        WorldContract.use(subscription, "2026-05-07T16:10:00Z", "1.50");
        meter("2026-05-07T16:00:00Z");
        assertThat(told(contract)).containsExactly("07T16 accepted 150", "no hour written_off 300");
    }

    @Test
    void whileTheFirstRecordWaitsTheRestStaysInTheBalance() {
        at("2026-05-08T14:30:00Z");
        var seller = seller().holds("{\"first_record\": true}");
        var contract = seller.contract("2026-05-08T14:00:00Z");
        var subscription = contract.subscription("2026-05-08T00:00:00Z");
        WorldContract.use(subscription, "2026-05-08T14:10:00Z", "1.00");
        WorldContract.use(subscription, "2026-05-08T15:10:00Z", "2.00");
        WorldContract.use(subscription, "2026-05-08T16:10:00Z", "3.00");
        meter("2026-05-08T14:00:00Z");
        assertThat(told(contract)).containsExactly("no hour held 100");
        assertThat(only(contract, "reason")).isEqualTo("hold-first-record");
        meter("2026-05-08T15:00:00Z");
        assertThat(told(contract)).containsExactly("no hour held 100");
        assertLeft(subscription, "2.00");

        api(seller).post("/metering/" + heldOf(seller, contract) + "/release", null).is(200);
        awaitTold(contract, "08T14 accepted 100");
        meter("2026-05-08T16:00:00Z");

        assertThat(told(contract)).containsExactly("08T14 accepted 100", "08T16 accepted 500");
        assertLeft(subscription, "0");
    }

    @Test
    void farMoreThanUsualWaitsAndHoursThatWereMissedAreNotMoreThanUsual() {
        at("2026-05-09T10:30:00Z");
        var seller = seller().holds("{\"max_multiple_of_median\": 3}");
        var contract = seller.contract("2026-05-09T10:00:00Z");
        var subscription = contract.subscription("2026-05-09T00:00:00Z");
        WorldContract.use(subscription, "2026-05-09T10:10:00Z", "0.90");
        WorldContract.use(subscription, "2026-05-09T11:10:00Z", "1.00");
        WorldContract.use(subscription, "2026-05-09T12:10:00Z", "1.10");
        // eight hours at once: no more than the usual 3 x 100 each
        WorldContract.use(subscription, "2026-05-09T18:10:00Z", "20.00");
        WorldContract.use(subscription, "2026-05-09T21:10:00Z", "3.31");
        meter("2026-05-09T10:00:00Z");
        meter("2026-05-09T11:00:00Z");
        meter("2026-05-09T12:00:00Z");
        meter("2026-05-09T20:00:00Z");
        meter("2026-05-09T21:00:00Z");

        assertThat(told(contract)).containsExactly("09T10 accepted 90", "09T11 accepted 100", "09T12 accepted 110",
                "09T20 accepted 2000", "no hour held 331");
        assertThat(world().recordsOf(contract).get(4).get("reason")).isEqualTo("hold-max-multiple-of-median");
        api(seller).post("/metering/" + heldOf(seller, contract) + "/drop", null).is(200);
    }

    @Test
    void withoutAPolicyNothingIsEverHeldAndAShadowNeedsNobody() {
        at("2026-05-10T14:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-05-10T14:00:00Z");
        var subscription = contract.subscription("2026-05-10T00:00:00Z");
        WorldContract.use(subscription, "2026-05-10T14:10:00Z", "0.01");
        WorldContract.use(subscription, "2026-05-10T15:10:00Z", "900000.00");
        meter("2026-05-10T14:00:00Z");
        meter("2026-05-10T15:00:00Z");
        assertThat(told(contract)).containsExactly("10T14 accepted 1", "10T15 accepted 90000000");

        seller.holds("{\"max_units_per_hour\": 1}").inShadow(true);
        WorldContract.use(subscription, "2026-05-10T16:10:00Z", "1.00");
        meter("2026-05-10T16:00:00Z");
        assertThat(told(contract)).endsWith("10T16 shadow 100");
    }

    @Test
    void aBlockedAccountReleasesNothing() {
        at("2026-05-11T14:30:00Z");
        var seller = seller().holds("{\"max_units_per_hour\": 200}");
        var contract = seller.contract("2026-05-11T14:00:00Z");
        var subscription = contract.subscription("2026-05-11T00:00:00Z");
        WorldContract.use(subscription, "2026-05-11T14:10:00Z", "3.00");
        meter("2026-05-11T14:00:00Z");
        world().jdbc().sql("update account set state = 'blocked', state_reason = 'foreign-usage' "
                + "where orb_subscription_id = :id").param("id", subscription.id()).update();

        assertThat(api(seller).post("/metering/" + heldOf(seller, contract) + "/release", null).is(409).at("/detail"))
                .contains("blocked");
        assertThat(told(contract)).containsExactly("no hour held 300");
    }

    private static ApiClient api(WorldSeller seller) {
        return SellersApi.of(world(), seller);
    }

    private static String heldOf(WorldSeller seller, WorldContract contract) {
        var page = api(seller).get("/metering?status=held&contract_id=" + contract.id()).is(200);
        assertThat(page.at("/count")).isEqualTo("1");
        return page.at("/results/0/id");
    }

    /** The sum behind a record that a human decided about adds up, and says who decided. */
    private static void assertAddsUp(WorldSeller seller, String id, String decision, String amount) {
        var explanation = api(seller).get("/metering/" + id + "/explain").is(200);
        var sum = explanation.body().get("sum");
        var due = money(sum.at("/cost").asText()).subtract(money(sum.at("/baseline").asText()))
                .subtract(money(sum.at("/included").asText())).subtract(money(sum.at("/committed_before").asText()))
                .subtract(money(sum.at("/written_off").asText()));
        assertThat(due).isEqualByComparingTo(sum.at("/due").asText());
        assertThat(due.subtract(money(sum.at("/value").asText()))).isEqualByComparingTo(sum.at("/left").asText());
        assertThat(explanation.at("/decisions/0/decision")).isEqualTo(decision);
        assertThat(explanation.at("/decisions/0/reason")).isEqualTo("hold-max-units-per-hour");
        assertThat(money(explanation.at("/decisions/0/amount"))).isEqualByComparingTo(amount);
        assertThat(explanation.at("/decisions/0/decided_by")).isEqualTo("client-" + seller.id());
    }

    private static BigDecimal money(String text) {
        return new BigDecimal(text);
    }

    private static void assertWrittenOff(OrbSubscription subscription, String amount) {
        assertThat((BigDecimal) account(subscription, "written_off")).isEqualByComparingTo(amount);
    }
}
