package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestRows;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.SimulatedAwsMetering;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A human says what no answer will: whether an unknown record was billed. */
class SettledByHandTest {

    private static final String HOUR = ApiWorld.LAST_HOUR;
    private static final String NEXT_HOUR = "2026-03-10T12:00:00Z";

    private static final ApiWorld WORLD = ApiWorld.sending();

    private static final AwsSeller SELLER = new AwsSeller(WORLD, Map.of());

    @AfterEach
    void calm() {
        aws().faults().calm();
        WORLD.world().turnBack(ApiWorld.NOW);
    }

    @Test
    @Proves("M-13")
    void aRecordWithoutAnAnswerThatWasBilledIsAcceptedAndNotSentAgain() {
        aws().faults().next(1).loseAnswerAfterAccept();
        var contract = SELLER.contract(HOUR);
        var subscription = contract.mapped("3.004");
        meter(HOUR);
        var record = recordOf(contract, "unknown");

        var settled = settle(record, true).is(200);

        assertThat(settled.at("/status")).isEqualTo("accepted");
        assertThat(settled.at("/accepted_quantity")).isEqualTo("300");
        assertThat(settled.at("/accepted_at")).isEqualTo(ApiWorld.NOW);
        assertCommitted(subscription, "3.00");
        var calls = aws().requests().size();
        WORLD.world().clock().advance(Duration.ofMinutes(10));
        meter(HOUR);
        assertThat(aws().requests()).hasSize(calls);
        assertThat(contract.acceptedUnits()).isEqualTo(300);
        assertThat(settle(record, false).is(409).at("/detail")).contains("accepted, not unknown");
    }

    @Test
    @Proves("M-13")
    void aRecordWithoutAnAnswerThatWasNotBilledIsOwedAgain() {
        aws().faults().next(1).serverError();
        var contract = SELLER.contract(HOUR);
        var subscription = contract.mapped("3.004");
        meter(HOUR);
        var record = recordOf(contract, "unknown");

        assertThat(settle(record, false).is(200).at("/status")).isEqualTo("returned");
        assertCommitted(subscription, "0");
        assertThat(WORLD.world().left(subscription)).isEqualByComparingTo("3.004");

        WORLD.world().clock().set(Instant.parse("2026-03-10T13:05:00Z"));
        meter(NEXT_HOUR);
        assertThat(SELLER.api().get("/metering/" + recordOf(contract, "accepted")).at("/hour")).isEqualTo(NEXT_HOUR);
        assertThat(contract.acceptedUnits()).isEqualTo(300);
        assertExplained(record, "not-billed", "3.00");
    }

    @Test
    @Proves("M-15")
    void somebodyElsesUsageThatCountsLetsTheAccountGoOn() {
        var contract = SELLER.contract(HOUR);
        var subscription = contract.mapped("3.00");
        aws().foreignUsage(contract.agreement().licenseIdentity(), "units", Instant.parse(HOUR), 7);
        meter(HOUR);
        var record = recordOf(contract, "unknown");
        assertThat(state(subscription)).isEqualTo("blocked");

        assertThat(settle(record, true).is(200).at("/status")).isEqualTo("accepted");

        assertThat(state(subscription)).isEqualTo("metering");
        assertCommitted(subscription, "3.00");
        assertExplained(record, "billed", "3.00");
        goesOn(contract, subscription, "100");
    }

    @Test
    @Proves("M-15")
    void somebodyElsesUsageThatDoesNotCountIsOwedInAnotherHour() {
        var contract = SELLER.contract(HOUR);
        var subscription = contract.mapped("3.00");
        aws().foreignUsage(contract.agreement().licenseIdentity(), "units", Instant.parse(HOUR), 7);
        meter(HOUR);
        var record = recordOf(contract, "unknown");

        assertThat(settle(record, false).is(200).at("/status")).isEqualTo("returned");

        assertThat(state(subscription)).isEqualTo("metering");
        assertCommitted(subscription, "0");
        assertExplained(record, "not-billed", "3.00");
        goesOn(contract, subscription, "400");
    }

    @Test
    @Proves("M-15")
    void anAccountGoesOnWhenItsLastDoubtIsSettled() {
        var contract = SELLER.contract(HOUR);
        var subscription = contract.mapped("3.00");
        aws().foreignUsage(contract.agreement().licenseIdentity(), "units", Instant.parse(HOUR), 7);
        meter(HOUR);
        var first = recordOf(contract, "unknown");
        var second = anotherForeignRecord(first);

        settle(first, false).is(200);
        assertThat(state(subscription)).isEqualTo("blocked");
        settle(second.toString(), true).is(200);
        assertThat(state(subscription)).isEqualTo("metering");
    }

    @Test
    void whatIsSaidHasToBeSaidPlainly() {
        var contract = SELLER.contract(HOUR);
        contract.mapped("1.00");
        meter(HOUR);
        var path = "/metering/" + recordOf(contract, "accepted") + "/settle";

        assertThat(SELLER.api().post(path, Map.of()).is(422).at("/errors/0/message")).contains("billed");
        assertThat(SELLER.api().post(path, Map.of("billed", "yes")).is(422).at("/errors/0/pointer"))
                .isEqualTo("/billed");
        assertThat(SELLER.api().post(path, Map.of("billed", true)).is(409).at("/detail"))
                .contains("accepted, not unknown");
        SELLER.api().post("/metering/" + UUID.randomUUID() + "/settle", Map.of("billed", true)).is(404);
    }

    private static void goesOn(AwsSeller.Deal contract, OrbSubscription subscription, String units) {
        subscription.cost("price-1", Instant.parse("2026-03-10T12:30:00Z"), new BigDecimal("1.00"));
        WORLD.world().clock().set(Instant.parse("2026-03-10T13:05:00Z"));
        meter(NEXT_HOUR);
        var page = SELLER.api().get("/metering?contract_id=" + contract.id() + "&hour_from=" + NEXT_HOUR).is(200);
        assertThat(ApiWorld.each(page, "/quantity")).containsExactly(units);
        assertThat(ApiWorld.each(page, "/status")).containsExactly("accepted");
        assertThat(WORLD.world().left(subscription)).isEqualByComparingTo("0");
    }

    /** An hour earlier, of the same account: two slots in doubt at once. */
    private static UUID anotherForeignRecord(String like) {
        var row = WORLD.world().jdbc().sql("select * from metering_record where id = :id::uuid").param("id", like)
                .query().singleRow();
        return new TestRows(WORLD.world().jdbc()).record((UUID) row.get("seller_id"), (UUID) row.get("account_id"),
                (UUID) row.get("contract_id"), (UUID) row.get("listing_id"), "identity_key", row.get("identity_key"),
                "hour", "2026-03-10T10:00:00Z", "status", "unknown", "foreign_slot", true);
    }

    private static void meter(String hour) {
        WORLD.operator().post("/metering/runs", Map.of("hour", hour)).is(202);
        WORLD.world().awaitFinished(hour);
    }

    private static String recordOf(AwsSeller.Deal contract, String status) {
        var page = SELLER.api().get("/metering?status=" + status + "&contract_id=" + contract.id()).is(200);
        assertThat(page.at("/count")).as("%s records", status).isEqualTo("1");
        return page.at("/results/0/id");
    }

    private static ApiClient.Answer settle(String record, boolean billed) {
        return SELLER.api().post("/metering/" + record + "/settle", Map.of("billed", billed));
    }

    /** The sum, the attempt and the decision of a settled record are all there. */
    private static void assertExplained(String record, String decision, String amount) {
        var explanation = SELLER.api().get("/metering/" + record + "/explain").is(200);
        assertThat(explanation.at("/decisions/0/decision")).isEqualTo(decision);
        assertThat(new BigDecimal(explanation.at("/decisions/0/amount"))).isEqualByComparingTo(amount);
        assertThat(explanation.body().at("/attempts/0/answered_at").isNull()).isFalse();
        assertThat(new BigDecimal(explanation.at("/sum/due")).subtract(new BigDecimal(explanation.at("/sum/value"))))
                .isEqualByComparingTo(explanation.at("/sum/left"));
    }

    private static String state(OrbSubscription subscription) {
        return (String) account(subscription).get("state");
    }

    private static void assertCommitted(OrbSubscription subscription, String amount) {
        assertThat((BigDecimal) account(subscription).get("committed")).isEqualByComparingTo(amount);
    }

    private static Map<String, Object> account(OrbSubscription subscription) {
        return WORLD.world().jdbc().sql("select * from account where orb_subscription_id = :id")
                .param("id", subscription.id()).query().singleRow();
    }

    private static SimulatedAwsMetering aws() {
        return WORLD.world().sandbox().aws();
    }
}
