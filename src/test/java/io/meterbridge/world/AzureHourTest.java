package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.reports.AzureBookings;
import io.meterbridge.sandbox.AcceptedAzureUsage;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours metered over Azure, with the answers that only Azure gives. */
class AzureHourTest {

    private static final String BATCH = "/api/batchUsageEvent";

    private static MeteringWorld world;

    private Instant hour;
    private AzureContract contract;
    private OrbSubscription subscription;

    @BeforeAll
    static void start() {
        world = MeteringWorld.at("2026-03-10T13:05:00Z",
                Map.of("meterbridge.azure.read-back-every-millis", "200"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** The world's clock goes on from test to test; each test meters an hour of its own. */
    @BeforeEach
    void aContractInAnHourOfItsOwn() {
        world.clock().advance(Duration.ofHours(1));
        hour = world.clock().instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        contract = AzureContract.of(world, "2026-03-01T00:00:00Z");
        subscription = contract.subscription(
                hour.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1)).toString());
    }

    @AfterEach
    void calm() {
        world.sandbox().azure().faults().calm();
    }

    @Test
    @Proves({"S12", "R-02", "M-03"})
    void wholeUnitsAreAcceptedAndTheRestIsCarried() {
        use("12.349");

        world.meter(hour.toString());

        assertThat(contract.acceptedUnits()).isEqualTo(1234);
        var record = contract.records().get(0);
        assertThat(record).containsEntry("status", "accepted").containsEntry("quantity", 1234L)
                .containsEntry("plan", AzureContract.PLAN);
        assertThat(record.get("cloud_record_id")).isEqualTo(bookings().get(0).eventId());
        assertThat(world.left(subscription)).isEqualByComparingTo("0.009");
    }

    @Test
    @Proves("R-26")
    void anHourWithoutUnitsIsNeverTold() {
        world.meter(hour.toString());
        world.clock().advance(Duration.ofHours(19));
        use("0.009");
        world.meter(hour.plus(Duration.ofHours(19)).toString());

        assertThat(contract.records()).isEmpty();
        assertThat(bookings()).isEmpty();
    }

    @Test
    @Proves({"M-08", "R-05"})
    void aRecordCarriesThePlanOfItsHour() {
        contract.azure().dimension("silver", WorldSeller.DIMENSION, WorldSeller.unitPrice());
        use("1.00");
        world.meter(hour.toString());
        contract.price(nextHour(), "silver");
        world.clock().advance(Duration.ofHours(1));
        WorldContract.use(subscription, nextHour().plusSeconds(1200).toString(), "2.00");
        world.meter(nextHour().toString());

        assertThat(contract.records()).extracting(record -> record.get("plan"))
                .containsExactly("gold", "silver");
        assertThat(bookings()).extracting(AcceptedAzureUsage::planId)
                .containsExactly("gold", "silver");
    }

    @Test
    @Proves({"M-13", "M-15", "R-13", "R-14"})
    void aLostAnswerIsProvenByTheDuplicateOfAnIdenticalResend() {
        use("3.00");
        world.sandbox().azure().faults().next(1).to(BATCH).loseAnswerAfterAccept();

        world.meter(hour.toString());
        assertThat(status()).isEqualTo("unknown");
        world.clock().advance(Duration.ofSeconds(11));
        await(() -> status().equals("accepted"));

        assertThat(contract.acceptedUnits()).isEqualTo(300);
        assertThat(contract.attempts()).last().isEqualTo("duplicate Duplicate");
        assertThat(contract.records().get(0)).containsEntry("reason", "duplicate-request")
                .containsEntry("cloud_record_id", bookings().get(0).eventId());
        assertThat(contract.account()).containsEntry("state", "metering");
    }

    @Test
    @Proves({"M-13", "M-16", "R-13"})
    void aLostAnswerIsProvenByTheDaysSum() {
        use("3.00");
        world.sandbox().azure().faults().next(1).to(BATCH).loseAnswerAfterAccept()
                .always().to(BATCH).serverError();

        world.meter(hour.toString());
        assertThat(status()).isEqualTo("unknown");
        world.clock().advance(Duration.ofMinutes(6));
        await(() -> status().equals("accepted"));

        assertThat(contract.records().get(0)).containsEntry("uncertain", false)
                .containsEntry("accepted_quantity", 300L);
        assertThat(contract.attempts()).contains("accepted read-back");
        assertThat(contract.acceptedUnits()).isEqualTo(300);
        assertThat(world.left(subscription)).isEqualByComparingTo("0");
    }

    @Test
    @Proves("M-16")
    void aSumThatSomebodyElseSharesProvesNothing() {
        use("3.00");
        world.sandbox().azure().foreignUsage(contract.azure(), WorldSeller.DIMENSION,
                hour.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(1)), "17");
        world.sandbox().azure().faults().next(1).to(BATCH).loseAnswerAfterAccept()
                .always().to(BATCH).serverError();
        world.meter(hour.toString());
        var reads = reads();

        world.clock().advance(Duration.ofMinutes(6));

        await(() -> reads() > reads + 2);
        assertThat(status()).isIn("unknown", "sending");
        assertThat(contract.attempts()).noneMatch(attempt -> attempt.endsWith("read-back"));
    }

    @Test
    @Proves({"M-16", "R-13"})
    void whatTheSumLacksLongAfterItsWindowIsOwedAgain() {
        use("3.00");
        world.sandbox().azure().faults().always().to(BATCH).closeWithoutAnswer();
        world.meter(hour.toString());
        assertThat(status()).isEqualTo("unknown");

        world.clock().advance(Duration.ofHours(46));
        var reads = reads();
        await(() -> reads() > reads + 2);
        assertThat(status()).isEqualTo("unknown");
        world.clock().advance(Duration.ofHours(1));
        await(() -> status().equals("returned"));

        assertThat(contract.records().get(0)).containsEntry("uncertain", true)
                .containsEntry("reason", "window-closed");
        assertThat((BigDecimal) contract.account().get("committed")).isEqualByComparingTo("0");
        assertThat(contract.attempts()).last().isEqualTo("closed read-back");
    }

    @Test
    @Proves({"M-15", "R-14"})
    void somebodyElsesUsageInTheSlotStopsTheAccount() {
        use("3.00");
        world.sandbox().azure().foreignUsage(contract.azure(), WorldSeller.DIMENSION, hour, "300");

        world.meter(hour.toString());

        assertThat(contract.records().get(0)).containsEntry("status", "unknown")
                .containsEntry("foreign_slot", true).containsEntry("reason", "foreign-usage");
        assertThat(contract.account()).containsEntry("state", "blocked")
                .containsEntry("state_reason", "foreign-usage");
        assertThat((BigDecimal) contract.account().get("committed")).isEqualByComparingTo("3");
        assertThat(contract.acceptedUnits()).isZero();
    }

    @Test
    @Proves({"R-22", "M-17"})
    void aTokenThatAzureRefusesCostsOneMoreCallAndNoRecord() {
        use("3.00");
        world.meter(hour.toString());
        world.sandbox().applications().revokeTokens();
        world.clock().advance(Duration.ofHours(1));
        WorldContract.use(subscription, nextHour().plusSeconds(1200).toString(), "2.00");

        world.meter(nextHour().toString());

        assertThat(contract.acceptedUnits()).isEqualTo(500);
        assertThat(contract.attempts()).containsExactly("accepted Accepted", "accepted Accepted");
    }

    @Test
    @Proves({"M-17", "R-28"})
    void aSuspendedBuyerParksTheAccountWithItsAmount() {
        use("3.00");
        contract.azure().suspend();

        world.meter(hour.toString());

        assertThat(contract.records().get(0)).containsEntry("status", "rejected")
                .containsEntry("reason", "customer-not-entitled");
        assertThat(contract.account()).containsEntry("state", "parked");
        assertThat(world.left(subscription)).isEqualByComparingTo("3");
    }

    @Test
    void whatAzureBookedIsReadOnceADayWhoeverToldIt() {
        use("3.00");
        world.sandbox().azure().foreignUsage(contract.azure(), WorldSeller.DIMENSION,
                hour.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(1)), "17");
        world.meter(hour.toString());
        world.clock().advance(Duration.ofMinutes(6));
        world.sandbox().azure().faults().always().to("/api/usageEvents").serverError();

        readBookings();
        assertThat(booked()).as("an error tells nothing").isEmpty();
        world.sandbox().azure().faults().calm();
        readBookings();

        assertThat(booked()).singleElement().asString().startsWith("317 " + WorldSeller.DIMENSION + " true");
        assertThat(turnsToBeRead()).as("until tomorrow").isEmpty();
        world.clock().advance(Duration.ofDays(1));
        assertThat(turnsToBeRead()).isNotEmpty();
    }

    private List<AzureBookings.AzureSeller> turnsToBeRead() {
        return world.bean(AzureBookings.class).due().stream()
                .filter(seller -> seller.sellerId().equals(contract.sellerId())).toList();
    }

    private void readBookings() {
        assertThat(turnsToBeRead()).hasSize(1);
        world.bean(ProducerTemplate.class).sendBody("direct:azure-booked-read", turnsToBeRead().get(0));
    }

    /** Units, dimension and whether the contract was found. */
    private List<String> booked() {
        return world.jdbc().sql("""
                select trim_scale(u.units) || ' ' || u.dimension || ' ' || (u.contract_id = c.id)
                from contract c join marketplace_usage u on u.seller_id = c.seller_id
                where c.seller_id = :seller""").param("seller", contract.sellerId()).query(String.class).list();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    private void use(String amount) {
        WorldContract.use(subscription, hour.plusSeconds(1200).toString(), amount);
    }

    private Instant nextHour() {
        return hour.plus(Duration.ofHours(1));
    }

    private List<AcceptedAzureUsage> bookings() {
        return world.sandbox().azure().accepted().stream()
                .filter(usage -> usage.key().resourceId().equals(contract.azure().id())).toList();
    }

    private String status() {
        return (String) contract.records().get(0).get("status");
    }

    private long reads() {
        return world.sandbox().azure().requests().stream()
                .filter(request -> request.path().equals("/api/usageEvents")).count();
    }
}
