package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.RecordedRequest;
import io.meterbridge.sandbox.SimulatedAwsMetering;
import io.meterbridge.sandbox.SimulatedOrb;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.PassingTime;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A story of some hours, from what Orb says to what AWS bills, through the whole application. Each story is on
 * days of its own; prices are 0.01 unless it says otherwise, so a dollar is a hundred units.
 */
@ExtendWith(OneWorld.class)
abstract class Story {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final DateTimeFormatter DAY_AND_HOUR = DateTimeFormatter.ofPattern("dd'T'HH");

    static MeteringWorld world() {
        return OneWorld.world();
    }

    static SimulatedOrb orb() {
        return world().sandbox().orb();
    }

    static SimulatedAwsMetering aws() {
        return world().sandbox().aws();
    }

    /** Sets the clock; a story begins with it. */
    static void at(String instant) {
        world().clock().set(Instant.parse(instant));
    }

    static void pass(Duration time) {
        world().clock().advance(time);
    }

    static WorldSeller seller() {
        return world().seller("2026-01-01");
    }

    /** Opens a completed hour five minutes after its end, or now if that is later, and waits until it is done. */
    static void meter(String hour) {
        var due = Instant.parse(hour).plus(Duration.ofMinutes(65));
        if (world().clock().instant().isBefore(due)) {
            world().clock().set(due);
        }
        world().meter(hour);
    }

    /** The same with an Orb that has to be asked again: time goes on until the hour is done. */
    static void meterPatiently(String hour) {
        world().open(hour);
        new PassingTime(world(), PATIENCE).untilFinished(hour);
    }

    /** Does now what is due now: settles accounts, then sends records; whoever else was at work has finished. */
    static void look() {
        lookForAccounts();
        awaitIdle();
        work("submit", 4);
        awaitIdle();
    }

    /** Settles now the accounts that are due now, as far as nobody else does. */
    static void lookForAccounts() {
        work("account-hours", 4);
    }

    private static void work(String queue, int size) {
        world().bean(ProducerTemplate.class).requestBody("seda:" + queue + "?size=" + size
                + "&waitForTaskToComplete=Always&blockWhenFull=true&timeout=" + PATIENCE.toMillis(), "");
    }

    private static void awaitIdle() {
        Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> world().jdbc().sql("""
                select not exists (select from metering_record where status = 'sending')
                   and not exists (select from account where lease_until is not null and state <> 'detached')""")
                .query(Boolean.class).single());
    }

    /** A contract's records, oldest hour first, each as day, hour, status and units: {@code 10T14 accepted 300}. */
    static List<String> told(WorldContract contract) {
        return world().recordsOf(contract).stream().map(Story::told).toList();
    }

    private static String told(Map<String, Object> record) {
        var hour = world().jdbc().sql("select hour from metering_record where id = :id and hour is not null")
                .param("id", record.get("id")).query(OffsetDateTime.class).optional()
                .map(found -> DAY_AND_HOUR.format(found.withOffsetSameInstant(ZoneOffset.UTC)));
        return "%s %s %s".formatted(hour.orElse("no hour"), record.get("status"), record.get("quantity"));
    }

    /** Waits until a contract's records are these. */
    static void awaitTold(WorldContract contract, String... records) {
        Awaitility.await().atMost(PATIENCE).pollInterval(POLL)
                .untilAsserted(() -> assertThat(told(contract)).containsExactly(records));
    }

    /** What a seller was told of a type, oldest first. */
    static List<JsonNode> events(WorldSeller seller, String type) {
        return world().jdbc().sql("""
                select body from event_outbox where seller_id = :seller and type = :type order by recorded_at, id""")
                .param("seller", seller.id()).param("type", type).query(String.class).list().stream()
                .map(Story::tree).toList();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a contract's only record says in one column. */
    static Object only(WorldContract contract, String column) {
        var records = world().recordsOf(contract);
        assertThat(records).hasSize(1);
        return records.get(0).get(column);
    }

    /** One column of a subscription's account. */
    static Object account(OrbSubscription subscription, String column) {
        return world().jdbc().sql("select * from account where orb_subscription_id = :id")
                .param("id", subscription.id()).query().singleRow().get(column);
    }

    /** An account's state and, after a blank, why. */
    static String state(OrbSubscription subscription) {
        var why = account(subscription, "state_reason");
        return account(subscription, "state") + (why == null ? "" : " " + why);
    }

    static void assertLeft(OrbSubscription subscription, String amount) {
        assertThat(world().left(subscription)).as("left").isEqualByComparingTo(amount);
    }

    static void assertCommitted(OrbSubscription subscription, String amount) {
        assertThat((BigDecimal) account(subscription, "committed")).as("committed").isEqualByComparingTo(amount);
    }

    /** Calls to AWS that carried a contract's record, oldest first. */
    static List<RecordedRequest> callsFor(WorldContract contract) {
        var arn = contract.agreement().licenseIdentity().split("\\|")[1];
        return aws().requests().stream().filter(call -> call.body().contains(arn)).toList();
    }

    /** How many records a call carried. */
    static int recordsIn(RecordedRequest call) {
        return call.body().split("\"Timestamp\"", -1).length - 1;
    }
}
