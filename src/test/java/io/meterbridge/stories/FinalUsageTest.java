package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldAgreement;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hour after a cancellation: what the seller still reports is billed, and what cannot be is told. */
@Proves({"M-24", "R-27", "S7"})
class FinalUsageTest extends Story {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterEach
    void calm() {
        orb().costsFaults().calm();
    }

    @Test
    void whatTheSellerReportsInItsQuarterOfAnHourIsBilled() {
        at("2026-05-01T14:30:00Z");
        var agreement = begun("2026-05-01T12:00:00Z");
        var subscription = agreement.subscription("2026-05-01T00:00:00Z");
        WorldContract.use(subscription, "2026-05-01T13:10:00Z", "1.00");
        meter("2026-05-01T13:00:00Z");
        at("2026-05-01T15:20:30Z");
        agreement.ended("CANCELLED", "2026-05-01T15:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled");
        WorldContract.use(subscription, "2026-05-01T15:10:00Z", "2.50");

        // the hourly lane leaves the account alone
        world().open("2026-05-01T14:00:00Z");
        world().awaitFinished("2026-05-01T14:00:00Z");
        assertThat(agreement.acceptedUnits()).isEqualTo(100);

        readAt(subscription, "2026-05-01T15:36:00Z");
        awaitAccepted(agreement, 350);
        // what comes later still finds the slot that was kept
        WorldContract.use(subscription, "2026-05-01T15:19:00Z", "0.30");
        readAt(subscription, "2026-05-01T15:45:00Z");
        readAt(subscription, "2026-05-01T16:00:00Z");
        readAt(subscription, "2026-05-01T16:12:00Z");
        awaitAccepted(agreement, 380);
        awaitState(subscription, "finished");
        assertLeft(subscription, "0");
        agreement.awaitTold("contract.created", "contract.cancelled");
    }

    @Test
    void anEndThatIsHeardOfLateIsReadAtOnce() {
        at("2026-05-02T14:30:00Z");
        var agreement = begun("2026-05-02T12:00:00Z");
        var subscription = agreement.subscription("2026-05-02T00:00:00Z");
        at("2026-05-02T15:55:00Z");
        WorldContract.use(subscription, "2026-05-02T15:10:00Z", "2.00");
        agreement.ended("CANCELLED", "2026-05-02T15:20:00Z");

        awaitAccepted(agreement, 200);
    }

    @Test
    void aReadThatFailsIsMadeAgainInSeconds() {
        at("2026-05-03T15:20:30Z");
        var agreement = begun("2026-05-03T12:00:00Z");
        var subscription = agreement.subscription("2026-05-03T00:00:00Z");
        agreement.ended("CANCELLED", "2026-05-03T15:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled");
        WorldContract.use(subscription, "2026-05-03T15:10:00Z", "2.00");
        orb().costsFaults().next(1).serverError();

        at("2026-05-03T15:36:00Z");
        awaitFailedRead(subscription);
        pass(Duration.ofSeconds(21));
        awaitAccepted(agreement, 200);
    }

    @Test
    void whatTheMarketplaceNoLongerTakesIsToldAsLost() {
        at("2026-05-04T15:20:30Z");
        var agreement = begun("2026-05-04T12:00:00Z");
        var subscription = agreement.subscription("2026-05-04T00:00:00Z");
        WorldContract.use(subscription, "2026-05-04T13:10:00Z", "1.00");
        // read and settled, but nothing is taken: the account waits for somebody to act
        world().jdbc().sql("update account set state = 'blocked', state_reason = 'foreign-usage' "
                + "where orb_subscription_id = :id").param("id", subscription.id()).update();
        agreement.ended("CANCELLED", "2026-05-04T15:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled");
        readAt(subscription, "2026-05-04T15:36:00Z");

        at("2026-05-04T16:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled", "metering.lost");
        var lost = agreement.told().stream()
                .filter(event -> event.at("/type").asText().equals("metering.lost")).findFirst().orElseThrow();
        assertThat(lost.at("/data/amount").asText()).isEqualTo("1.00");
        assertThat(lost.at("/data/currency").asText()).isEqualTo("USD");
        assertThat(lost.at("/data/reason").asText()).isEqualTo("window-closed");
    }

    @Test
    void anEndThatIsHeardOfTooLateIsTriedAndTold() {
        at("2026-05-05T16:21:00Z");
        var agreement = begun("2026-05-05T12:00:00Z");
        var subscription = agreement.subscription("2026-05-05T00:00:00Z");
        WorldContract.use(subscription, "2026-05-05T13:10:00Z", "2.00");
        agreement.ended("CANCELLED", "2026-05-05T15:20:00Z");
        awaitRefused(agreement);

        pass(Duration.ofMinutes(6));
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(
                agreement.told()).extracting(event -> event.at("/type").asText()).contains("metering.lost"));
        // refused as often as there was a slot to try with
        assertThat(agreement.told()).extracting(event -> event.at("/type").asText())
                .containsOnlyOnce("contract.created", "contract.cancelled", "metering.lost")
                .containsOnly("contract.created", "contract.cancelled", "metering.lost", "metering.rejected");
        assertThat(event(agreement, "metering.lost").at("/data/amount").asText()).isEqualTo("2.00");
        assertThat(agreement.acceptedUnits()).isZero();
        awaitState(subscription, "finished");
        assertThat(state(subscription)).isEqualTo("detached");
    }

    @Test
    @Proves("M-22")
    void whatIsHeldIsReleasedWhenNobodyDecides() {
        at("2026-05-06T14:30:00Z");
        var agreement = begun(seller().holds("{\"max_units_per_hour\": 200}"), "2026-05-06T12:00:00Z");
        var subscription = agreement.subscription("2026-05-06T00:00:00Z");
        WorldContract.use(subscription, "2026-05-06T13:10:00Z", "9.00");
        meter("2026-05-06T13:00:00Z");
        at("2026-05-06T15:20:30Z");
        agreement.ended("CANCELLED", "2026-05-06T15:20:00Z");
        agreement.awaitTold("contract.created", "metering.held", "contract.cancelled");
        var held = event(agreement, "contract.cancelled").at("/data/held");
        assertThat(held.at("/amount").asText()).isEqualTo("9.00");
        assertThat(held.at("/currency").asText()).isEqualTo("USD");
        assertThat(held.at("/released_at").asText()).isEqualTo("2026-05-06T16:00:00Z");
        readAt(subscription, "2026-05-06T15:36:00Z");
        readAt(subscription, "2026-05-06T15:45:00Z");
        assertThat(agreement.acceptedUnits()).isZero();

        readAt(subscription, "2026-05-06T16:00:00Z");
        awaitAccepted(agreement, 900);
        assertThat(world().jdbc().sql("""
                select d.decision || ' by ' || d.decided_by from record_decision d
                join metering_record r on r.id = d.record_id
                where r.contract_id = :contract""").param("contract", agreement.contract()).query(String.class).list())
                .containsExactly("released by final-usage");
    }

    @Test
    void whenOrbIsSilentToTheEndWhatItSaidBeforeIsTold() {
        at("2026-05-07T15:20:30Z");
        var agreement = begun("2026-05-07T15:00:00Z");
        var subscription = agreement.subscription("2026-05-07T00:00:00Z");
        agreement.ended("CANCELLED", "2026-05-07T15:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled");
        WorldContract.use(subscription, "2026-05-07T15:10:00Z", "2.00");
        // the only slot is kept for the last read
        readAt(subscription, "2026-05-07T15:36:00Z");
        orb().costsFaults().always().serverError();

        at("2026-05-07T16:15:30Z");
        awaitFailedRead(subscription);
        assertThat(agreement.acceptedUnits()).isZero();
        at("2026-05-07T16:16:30Z");
        awaitAccepted(agreement, 200);
    }

    @Test
    @Proves("R-04")
    void anEndWithLessCostThanWasBilledIsTold() {
        at("2026-05-08T14:30:00Z");
        var agreement = begun("2026-05-08T12:00:00Z");
        var subscription = agreement.subscription("2026-05-08T00:00:00Z");
        WorldContract.use(subscription, "2026-05-08T13:10:00Z", "5.00");
        meter("2026-05-08T13:00:00Z");
        awaitAccepted(agreement, 500);
        subscription.correct("api-calls", Instant.parse("2026-05-08T13:10:00Z"), new BigDecimal("-2.00"));
        at("2026-05-08T16:13:00Z");
        agreement.ended("CANCELLED", "2026-05-08T15:20:00Z");

        agreement.awaitTold("contract.created", "contract.cancelled", "metering.overbilled");
        assertThat(event(agreement, "metering.overbilled").at("/data/amount").asText()).isEqualTo("2.00");
        awaitState(subscription, "finished");
    }

    private static JsonNode event(WorldAgreement agreement, String type) {
        return agreement.told().stream().filter(event -> event.at("/type").asText().equals(type))
                .findFirst().orElseThrow();
    }

    private static void awaitRefused(WorldAgreement agreement) {
        Awaitility.await("refused").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> world().jdbc().sql("""
                        select exists (select from metering_record where contract_id = :contract and status = 'rejected')
                        """).param("contract", agreement.contract()).query(Boolean.class).single());
    }

    private static WorldAgreement begun(String start) {
        return begun(seller(), start);
    }

    private static WorldAgreement begun(WorldSeller seller, String start) {
        var agreement = WorldAgreement.of(world(), seller, start, "0.01");
        agreement.created("NEW", null, start);
        agreement.licensed(start);
        agreement.awaitTold("contract.created");
        return agreement;
    }

    /** Lets a planned read's instant come, and waits until it was made. */
    private static void readAt(OrbSubscription subscription, String instant) {
        at(instant);
        Awaitility.await("read at " + instant).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> world().jdbc().sql("""
                        select f.last_read_at >= :at from final_usage f join account a on a.id = f.account_id
                        where a.orb_subscription_id = :id""")
                        .param("id", subscription.id())
                        .param("at", Instant.parse(instant).atOffset(ZoneOffset.UTC))
                        .query(Boolean.class).optional().orElse(false));
    }

    /** When it is read again is noted last, by the clock of that moment. */
    private static void awaitFailedRead(OrbSubscription subscription) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> account(subscription, "read_error") != null
                        && world().bean(CamelContext.class).getInflightRepository().size("final-usage") == 0);
    }

    private static void awaitAccepted(WorldAgreement agreement, long units) {
        Awaitility.await(units + " units").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> agreement.acceptedUnits() == units);
    }

    private static void awaitState(OrbSubscription subscription, String state) {
        Awaitility.await("final usage " + state).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> state.equals(world().jdbc().sql("""
                        select f.state from final_usage f join account a on a.id = f.account_id
                        where a.orb_subscription_id = :id""")
                        .param("id", subscription.id()).query(String.class).single()));
    }
}
