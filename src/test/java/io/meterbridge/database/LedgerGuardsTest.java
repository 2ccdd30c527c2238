package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger refuses even from a program that is wrong. */
class LedgerGuardsTest {

    private static final String LATER = "2026-11-01T13:00:00Z";
    private static final String[] SENDING = {"status", "sending", "claim_token", "7",
            "lease_until", LATER};

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient jdbc = DATABASE.workerJdbc();
    private final TestRows rows = new TestRows(jdbc);
    private UUID seller;
    private UUID listing;
    private UUID contract;
    private UUID account;

    @BeforeEach
    void aContractWithAnAccount() {
        seller = rows.seller();
        listing = rows.listing(seller);
        contract = rows.contract(seller, listing);
        account = rows.account(seller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            quantity         | 11, value = 0.11
            unit_price       | 0.02, value = 0.20
            dimension        | 'other'
            identity_key     | 'other'
            identity         | '{"LicenseArn": "arn:2"}'
            contract_id      | gen_random_uuid()
            account_id       | null
            listing_id       | gen_random_uuid()
            seller_id        | gen_random_uuid()
            id               | gen_random_uuid()
            hour             | '2026-11-01T09:00:00Z'
            source           | 'manual'
            covers_orb_cost  | false
            currency         | 'EUR'
            cloud            | 'azure'
            lane             | 'lane-2'
            plan             | 'gold'
            cost             | 2
            baseline         | 0.01
            included         | 0.01
            committed_before | 0.01
            written_off      | 0.01
            reading          | '{}'
            frozen_at        | '2026-11-01T11:00:00Z'
            correction       | 0.01
            """)
    @Proves({"R-11", "M-08"})
    void aFrozenRecordIsNeverRewritten(String column, String value) {
        var record = record();

        refused("is frozen and cannot be rewritten",
                () -> set(record, column + " = " + value));
    }

    @Test
    @Proves("M-22")
    void aHeldRecordGetsItsSlotWhenItIsReleased() {
        var record = record("status", "held", "hour", null, "closes_at", null);

        set(record,
                "status = 'frozen', hour = '2026-11-01T09:00:00Z', plan = 'gold', lane = 'lane-2', "
                + "identity = '{}', closes_at = '2026-11-02T09:00:00Z'");

        assertThat(status(record)).isEqualTo("frozen");
    }

    @Test
    void aHeldRecordKeepsItsUnits() {
        var record = record("status", "held", "hour", null, "closes_at", null);

        refused("is frozen and cannot be rewritten", () -> set(record,
                "quantity = 9, value = 0.09"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted_quantity = 9", "accepted_at = '2026-11-01T14:00:00Z'"})
    void whatAMarketplaceAcceptedIsItsWord(String change) {
        var record = record("status", "accepted", "accepted_quantity", 10, "accepted_at", LATER);

        refused("is frozen and cannot be rewritten", () -> set(record, change));
    }

    @ParameterizedTest
    @MethodSource("everyPairOfStates")
    @Proves("R-11")
    void aRecordMovesOnlyAlongTheArrows(String from, String to, boolean allowed) {
        var record = inState(from);
        ThrowingCallable move = () -> set(record, toState(to));

        if (allowed) {
            assertThatCode(move).doesNotThrowAnyException();
            assertThat(status(record)).isEqualTo(to);
        } else {
            refused("cannot go from " + from + " to " + to, move);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "rejected", "expired", "held", "shadow"})
    @Proves("M-13")
    void anUncertainRecordIsNotWrittenAsFreeOrRefused(String status) {
        refused("uncertainty_is_sticky", () -> record("status", status, "uncertain", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "rejected", "expired"})
    @Proves("M-13")
    void anUncertainRecordIsNotFreedByAnAnswerToALaterAttempt(String status) {
        var record = record(with(SENDING, "uncertain", true));

        refused("uncertainty_is_sticky", () -> set(record, toState(status)));
        refused("is uncertain until it is proven", () -> set(record, toState(status)
                + ", uncertain = false"));
    }

    @Test
    @Proves("M-13")
    void anUnknownRecordIsUncertainUnlessItsSlotIsForeign() {
        refused("unknown_means_uncertain", () -> record("status", "unknown"));
        assertThatCode(() -> record("status", "unknown", "foreign_slot", true))
                .doesNotThrowAnyException();
    }

    @Test
    @Proves("R-01")
    void moreThanIsOwedIsNotFrozen() {
        refused("never_more_than_is_owed", () -> record("quantity", 101, "value", "1.01"));
        refused("never_more_than_is_owed", () -> record("committed_before", "0.91"));
        refused("never_more_than_is_owed", () -> record("baseline", "0.91"));
        refused("never_more_than_is_owed", () -> record("included", "0.91"));
        refused("never_more_than_is_owed", () -> record("written_off", "0.91"));
        assertThatCode(() -> record("quantity", 100, "value", "1.00")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost", "baseline", "included", "committed_before", "written_off"})
    @Proves("R-01")
    void unitsAreNotFrozenWithoutTheWholeSumBehindThem(String part) {
        refused("never_more_than_is_owed", () -> record(part, null));
    }

    @Test
    @Proves("M-05")
    void usageByHandNeedsNoCostBehindIt() {
        assertThatCode(() -> record("source", "manual", "cost", null)).doesNotThrowAnyException();
    }

    @Test
    void aValueIsItsUnitsTimesTheirPriceToTheLastDigit() {
        refused("value_is_units_times_price", () -> record("value", "0.11"));
        refused("value_is_units_times_price", () -> record("value", "0.100000000000000000001"));
        refused("metering_record_quantity_check", () -> record("quantity", -1, "value", "-0.01"));
        refused("metering_record_unit_price_check", () -> record("unit_price", "0", "value", "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "sending", "unknown", "accepted", "expired", "returned"})
    @Proves({"M-10", "R-10"})
    void aSlotHoldsOneRecord(String status) {
        inState(status);

        refused("one_record_per", this::record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "sending", "unknown", "accepted", "expired", "returned"})
    @Proves("M-10")
    void aSlotIsOnePerContractAlsoAcrossIdentities(String status) {
        inState(status);

        refused("one_record_per_contract_dimension_and_hour", () -> record("identity_key",
                "successor"));
    }

    @Test
    @Proves("M-10")
    void aSlotIsOnePerIdentityAlsoAcrossContracts() {
        var successor = rows.contract(seller, listing);
        record("identity_key", "license-1");

        refused("one_record_per_identity_dimension_and_hour",
                () -> rows.record(seller, account, successor, listing,
                        "identity_key", "license-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "shadow"})
    @Proves("M-10")
    void onlyAPlainRefusalFreesASlot(String status) {
        inState(status);

        assertThatCode(this::record).doesNotThrowAnyException();
    }

    @Test
    void whatIsSentHasAnOwnerAndNothingElseHas() {
        refused("sending_has_an_owner", () -> record("status", "sending"));
        refused("sending_has_an_owner", () -> record("claim_token", "7", "lease_until", LATER));
    }

    @Test
    void anAcceptedRecordSaysWhenAndHowMany() {
        refused("accepted_says_when", () -> record("status", "accepted", "accepted_quantity", 10));
        refused("accepted_says_when", () -> record("status", "accepted", "accepted_at", LATER));
    }

    @Test
    void hoursAreWholeHours() {
        refused("hours_are_whole", () -> record("hour", "2026-11-01T10:00:01Z"));
        refused("hours_are_whole", () -> rows.account(seller, "first_hour",
                "2026-11-01T10:30:00Z"));
        refused("runs_are_whole_hours", () -> jdbc.sql("""
                insert into metering_run (id, hour, opened_by, status, opened_at)
                values (gen_random_uuid(), '2026-11-01T10:00:00.5Z', 'clock', 'running', now())
                """).update());
    }

    @Test
    void whatMayBeSentHasAnHourAndSaysUntilWhen() {
        refused("only_what_was_never_slotted_has_no_hour", () -> record("hour", null));
        refused("what_may_be_sent_says_until_when", () -> record("closes_at", null));
    }

    @Test
    @Proves("R-57")
    void evidenceIsNeverRemoved() {
        var record = record();
        rows.attempt(seller, record, 1);
        rows.correction(seller, record, rows.priceSnapshot(seller, contract, "0.02"),
                BigDecimal.ONE);

        refused("metering_record is append-only", () -> delete("metering_record"));
        refused("is evidence and cannot change", () -> delete("metering_attempt"));
        refused("value_correction is append-only", () -> delete("value_correction"));
        refused("price_snapshot is append-only", () -> delete("price_snapshot"));
    }

    @Test
    @Proves({"M-08", "R-57"})
    void pricesAndCorrectionsAreNeverRewritten() {
        var record = record();
        rows.correction(seller, record, rows.priceSnapshot(seller, contract, "0.02"),
                BigDecimal.ONE);

        refused("value_correction is append-only", () -> jdbc.sql(
                "update value_correction set amount = 2 where record_id = :id").param("id", record)
                .update());
        refused("price_snapshot is append-only", () -> jdbc.sql(
                "update price_snapshot set unit_price = 2 where contract_id = :id").param("id",
                contract).update());
    }

    @Test
    @Proves("R-57")
    void anAttemptIsAnsweredOnce() {
        var attempt = rows.attempt(seller, record(), 1);
        answer(attempt, "accepted");

        refused("is evidence and cannot change", () -> answer(attempt, "refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner = 'other'", "claim_token = 2", "record_id = gen_random_uuid()",
        "claimed_at = '2026-11-01T13:00:00Z'"})
    @Proves("R-57")
    void whoAttemptedWhatIsNeverRewritten(String change) {
        var attempt = rows.attempt(seller, record(), 1);

        refused("is evidence and cannot change", () -> jdbc.sql(
                "update metering_attempt set " + change + " where id = :id").param("id", attempt)
                .update());
    }

    @Test
    void aCorrectionMovesWhatAnAcceptedRecordIsWorth() {
        var record = record("status", "accepted", "accepted_quantity", 10, "accepted_at", LATER);

        rows.correction(seller, record, rows.priceSnapshot(seller, contract, "0.02"),
                new BigDecimal("0.1"));

        assertThat(jdbc.sql("select correction from metering_record where id = :id").param("id",
                record)
                .query(BigDecimal.class).single()).isEqualByComparingTo("0.1");
        assertThat(committed()).isEqualByComparingTo("0.2");
    }

    @Test
    void oneSnapshotCorrectsARecordOnce() {
        var record = record();
        var snapshot = rows.priceSnapshot(seller, contract, "0.02");
        rows.correction(seller, record, snapshot, BigDecimal.ONE);

        refused("value_correction_record_id_snapshot_id_key",
                () -> rows.correction(seller, record, snapshot, BigDecimal.ONE));
    }

    @Test
    void nobodyWritesTheCommittedValueButTheLedger() {
        record();

        refused("is the sum over its records", () -> jdbc.sql(
                "update account set committed = 0 where id = :id").param("id", account).update());
        refused("is the sum over its records", () -> jdbc.sql(
                "update account set shadowed = 1 where id = :id").param("id", account).update());
        refused("is the sum over its records", () -> rows.account(seller, "committed", "1",
                "shadowed", "0"));
        assertThat(committed()).isEqualByComparingTo("0.10");
    }

    static Stream<Object[]> everyPairOfStates() {
        return Arrows.STATES.stream().flatMap(from -> Arrows.STATES.stream()
                .filter(to -> !to.equals(from))
                .map(to -> new Object[] {from, to, Arrows.allow(from, to)}));
    }

    private UUID record(Object... columns) {
        return rows.record(seller, account, contract, listing, columns);
    }

    private UUID inState(String status) {
        return switch (status) {
            case "held" -> record("status", status, "hour", null, "closes_at", null);
            case "sending" -> record((Object[]) SENDING);
            case "unknown" -> record("status", status, "uncertain", true);
            case "accepted" -> record("status", status, "accepted_quantity", 10, "accepted_at",
                    LATER);
            default -> record("status", status);
        };
    }

    /** Everything else that a state asks for, so that only the arrow itself can be refused. */
    private static String toState(String status) {
        var owner = "claim_token = null, lease_until = null";
        return "status = '" + status + "', " + switch (status) {
            case "sending" -> "claim_token = 8, lease_until = '" + LATER + "'";
            case "accepted" -> owner
                    + ", uncertain = false, accepted_quantity = 10, accepted_at = '" + LATER + "'";
            case "unknown" -> owner + ", uncertain = true";
            case "frozen" -> owner
                    + ", hour = '2026-11-01T10:00:00Z', closes_at = '2026-11-02T10:00:00Z'";
            default -> owner;
        };
    }

    private void set(UUID record, String change) {
        jdbc.sql("update metering_record set " + change + " where id = :id").param("id", record)
                .update();
    }

    private String status(UUID record) {
        return jdbc.sql("select status from metering_record where id = :id").param("id", record)
                .query(String.class).single();
    }

    private BigDecimal committed() {
        return jdbc.sql("select committed from account where id = :id").param("id", account)
                .query(BigDecimal.class).single();
    }

    private void delete(String table) {
        jdbc.sql("delete from " + table + " where seller_id = :seller").param("seller", seller)
                .update();
    }

    private void answer(long attempt, String outcome) {
        jdbc.sql("""
                update metering_attempt set outcome = :outcome, answered_at = :at::timestamptz
                where id = :id""")
                .param("outcome", outcome).param("at", LATER).param("id", attempt).update();
    }

    private static Object[] with(Object[] columns, Object... more) {
        return Stream.concat(Stream.of(columns), Stream.of(more)).toArray();
    }

    private static void refused(String why, ThrowingCallable write) {
        assertThatThrownBy(write).rootCause().hasMessageContaining(why);
    }
}
