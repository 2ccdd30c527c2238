package io.meterbridge.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.openapi.Operation;
import io.meterbridge.api.security.Caller;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What needs somebody is found in the tables, with its age and the money at stake. */
@Proves({"R-08", "R-24", "R-28"})
class AlarmsTest {

    /** Three hours after the test rows' own noon. */
    private static final Instant NOW = Instant.parse("2026-11-01T15:00:00Z");

    private static final Operation LIST = ApiContract.read().named("listAlarms");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final TestRows rows = new TestRows(database.workerJdbc());
    private final Alarms alarms = new Alarms(null, null, database.workerJdbc(), () -> NOW);

    private UUID seller;
    private UUID listing;
    private UUID contract;
    private UUID account;

    @BeforeEach
    void aContractThatIsMetered() {
        seller = rows.seller();
        listing = rows.listing(seller);
        contract = rows.contract(seller, listing);
        account = rows.account(seller, "settled_read_at", ago(Duration.ofMinutes(30)), "orb_subscription_id", "sub-1",
                "history_read_to", "2026-11-02T00:00:00Z", "cost", "7.50");
        rows.insert("account_contract", Map.of("account_id", account, "contract_id", contract, "seller_id", seller,
                "from_at", "2026-10-01T00:00:00Z"));
        rows.priceSnapshot(seller, contract, "0.01");
    }

    @Test
    void whereAllIsWellNobodyIsNeeded() {
        record("status", "accepted", "accepted_at", "2026-11-01T12:01:00Z", "accepted_quantity", 10);

        assertThat(all()).isEmpty();
    }

    @Test
    void aRecordThatWaitsForLongIsCountedWithItsMoney() {
        record();
        record("hour", "2026-11-01T09:00:00Z");

        var alarm = only(AlarmKind.UNSENT);
        assertThat(alarm.amount()).isEqualByComparingTo("0.20");
        assertThat(alarm.currency()).isEqualTo("USD");
        assertThat(alarm.ageSeconds()).isEqualTo(Duration.ofHours(3).toSeconds());
        assertThat(alarm.deadlineAt()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
        assertThat(alarm.contractId()).isEqualTo(contract);
        assertThat(alarm.subscriptionId()).isEqualTo("sub-1");
        assertThat(alarm.sellerId()).isEqualTo(seller);
        assertThat(alarm.message()).startsWith("2 records");
    }

    @Test
    void anUnansweredRecordIsCountedUntilItIsSettled() {
        record("status", "unknown", "uncertain", true, "submitted_at", "2026-11-01T12:01:00Z");

        assertThat(only(AlarmKind.UNKNOWN).message()).contains("sent again");
    }

    @Test
    void whatAHumanHasToSaySaysSo() {
        record("status", "unknown", "uncertain", true, "submitted_at", ago(Duration.ofMinutes(5)),
                "next_attempt_at", "infinity");

        assertThat(only(AlarmKind.UNKNOWN).message()).contains("say what became of them");
    }

    @Test
    void aHeldRecordWaitsForAHuman() {
        record("status", "held", "hour", null, "closes_at", null, "reason", "hold-first-record");

        assertThat(only(AlarmKind.HELD).amount()).isEqualByComparingTo("0.10");
    }

    @Test
    void anHourThatClosesIsNamedBeforeItIsTooLate() {
        record("frozen_at", ago(Duration.ofMinutes(20)), "closes_at", "2026-11-01T16:30:00Z");

        assertThat(only(AlarmKind.CLOSING_WINDOW).deadlineAt()).isEqualTo(Instant.parse("2026-11-01T16:30:00Z"));
    }

    @Test
    void aContractThatEndedIsNamedShortlyBeforeItIsOver() {
        ended("give_up_at", ago(Duration.ofMinutes(-14)));
        record("frozen_at", ago(Duration.ofMinutes(2)));

        // of the cost the record carries a part, and the rest is open
        assertThat(only(AlarmKind.FINAL_USAGE).amount()).isEqualByComparingTo("7.50");
    }

    @Test
    void aContractThatEndedInTimeIsNoAlarm() {
        ended("give_up_at", ago(Duration.ofMinutes(-16)));

        assertThat(all()).isEmpty();
    }

    @Test
    void sumsAreThoseOfAllAndTheDearestComesFirst() {
        record();
        record("hour", "2026-11-01T09:00:00Z");
        ended("give_up_at", ago(Duration.ofMinutes(16)));

        assertThat(alarms.sums()).extracting(Alarms.Sum::kind).doesNotHaveDuplicates().contains("unsent");
        assertThat(alarms.sums()).filteredOn(sum -> sum.kind().equals("unsent")).singleElement()
                .satisfies(sum -> assertThat(sum.amount()).isEqualByComparingTo(all().stream()
                        .filter(alarm -> alarm.kind().equals("unsent")).map(Alarm::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)));
        assertThat(all()).extracting(alarm -> alarm.amount() == null ? -1 : alarm.amount().doubleValue())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void couldNotReadIsNotNoUsage() {
        set("settled_read_at = timestamptz '2026-11-01 12:00:00+00', read_error = 'TRANSIENT: 500'");
        for (int hour = 0; hour < 24; hour++) {
            record("status", "accepted", "accepted_at", "2026-11-01T12:01:00Z", "accepted_quantity", 10,
                    "hour", Instant.parse("2026-10-31T12:00:00Z").plus(Duration.ofHours(hour)));
        }

        var alarm = only(AlarmKind.COST_UNREAD);
        assertThat(alarm.message()).contains("TRANSIENT: 500");
        assertThat(alarm.amount()).as("three of its usual hours").isEqualByComparingTo("0.30");
    }

    @Test
    void usageThatStoppedIsAnAlarmOfItsOwn() {
        record("status", "accepted", "accepted_at", "2026-10-20T12:01:00Z", "accepted_quantity", 10,
                "hour", "2026-10-20T11:00:00Z");

        var alarm = only(AlarmKind.NO_USAGE);
        assertThat(alarm.since()).isEqualTo(Instant.parse("2026-10-20T12:00:00Z"));
        assertThat(alarm.amount()).isNull();
    }

    @Test
    void aLiveContractThatNobodyMetersIsNamed() {
        var unmapped = rows.contract(seller, listing);

        assertThat(only(AlarmKind.MAPPING).contractId()).isEqualTo(unmapped);
    }

    @Test
    void anAccountThatStandsStillSaysWhyAndWhatItCosts() {
        set("state = 'parked', state_reason = 'invalid-usage-dimension'");

        var alarm = only(AlarmKind.ACCOUNT_STOPPED);
        assertThat(alarm.message()).isEqualTo("The account is parked: invalid-usage-dimension.");
        assertThat(alarm.amount()).isEqualByComparingTo("7.50");
    }

    @Test
    void anAccountWhoseLedgerDoesNotAddUpIsABrokenProof() {
        set("state = 'blocked', state_reason = 'proof-failed'");

        assertThat(only(AlarmKind.BROKEN_PROOF).amount()).isEqualByComparingTo("7.50");
    }

    @Test
    void refusedCredentialsAreNamedWithWhatWaitsForThem() {
        rows.insert("integration", Map.of("seller_id", seller, "provider", "aws", "status", "broken",
                "broken_reason", "AccessDeniedException", "settings", Map.of(), "verified_at", NOW, "updated_at",
                ago(Duration.ofHours(1)), "refusals", 1));
        record("frozen_at", ago(Duration.ofMinutes(30)));

        var alarm = only(AlarmKind.CREDENTIALS);
        assertThat(alarm.cloud()).isEqualTo("aws");
        assertThat(alarm.amount()).isEqualByComparingTo("0.10");
        assertThat(alarm.message()).isEqualTo("AccessDeniedException");
    }

    @Test
    void anAbnormalHourIsToldWithoutBeingHeld() {
        for (int hour = 1; hour <= 24; hour++) {
            record("status", "accepted", "accepted_at", NOW, "accepted_quantity", 10,
                    "hour", Instant.parse("2026-11-01T13:00:00Z").minus(Duration.ofHours(hour)));
        }
        record("status", "accepted", "accepted_at", NOW, "accepted_quantity", 1000, "quantity", 1000, "value", "10.00",
                "cost", "100.00", "hour", "2026-11-01T13:00:00Z", "stands_out", true);

        var alarm = only(AlarmKind.ABNORMAL_HOUR);
        assertThat(alarm.amount()).isEqualByComparingTo("10.00");
        assertThat(alarm.message()).isEqualTo("The hour carries 1000 units; usual are 10.");
    }

    @Test
    void aClockThatDiffersIsTheOperatorsMatter() {
        skew("close.example", "12.000");
        skew("away.example", "-95.000");

        var alarm = only(AlarmKind.CLOCK_SKEW);
        assertThat(alarm.sellerId()).isNull();
        assertThat(alarm.message()).isEqualTo("Our clock is 95 seconds ahead of that of away.example.");
        assertThat(AlarmKind.CLOCK_SKEW.isTheOperatorsAlone()).isTrue();
    }

    private void skew(String host, String seconds) {
        rows.insert("clock_skew", Map.of("host", host, "seconds", seconds, "since", NOW, "seen_at", NOW));
    }

    /** As the operator is told. */
    private List<Alarm> all() {
        return alarms.list(new ApiRequest(LIST, new Caller("operator", "operator", null), Map.of(), Map.of(), null,
                "http://localhost/api/alarms", "127.0.0.1", null)).results();
    }

    private Alarm only(AlarmKind kind) {
        var all = all();
        assertThat(all).extracting(Alarm::kind).isEqualTo(List.of(kind.code()));
        return all.get(0);
    }

    private void record(Object... columns) {
        rows.record(seller, account, contract, listing, columns);
    }

    private void ended(String column, Object value) {
        var row = new HashMap<String, Object>(Map.of("id", UUID.randomUUID(), "seller_id", seller,
                "contract_id", contract, "account_id", account, "state", "open", "cancelled_at",
                "2026-11-01T14:10:00Z", "planned_reads", List.of(NOW), "later_reads", 0));
        row.put(column, value);
        rows.insert("final_usage", row);
    }

    private void set(String columns) {
        database.workerJdbc().sql("update account set " + columns + " where id = :id").param("id", account).update();
    }

    private static Object ago(Duration time) {
        return NOW.minus(time);
    }
}
