package io.meterbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each way in which the ledger can be broken behind the back of its constraints and triggers is found and named, and
 * stops the one account it is about.
 */
class LedgerProofTest {

    private static final Instant NOW = Instant.parse("2026-11-02T03:40:00Z");

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient owner = DATABASE.ownerJdbc();
    private final TestRows rows = new TestRows(owner);
    private Instant now = NOW;
    private UUID seller;
    private UUID listing;
    private UUID contract;
    private UUID account;
    private UUID record;
    private UUID wholeAccount;

    /** As somebody would who mends data by hand and takes the guards down for it. */
    @BeforeAll
    static void takeTheGuardsDown() {
        DATABASE.ownerJdbc().sql("""
                do $$
                declare guard text;
                begin
                    for guard in select conname from pg_constraint
                                 where conrelid = 'metering_record'::regclass and contype = 'c' loop
                        execute format('alter table metering_record drop constraint %I', guard);
                    end loop;
                    drop index one_record_per_identity_dimension_and_hour;
                    drop index one_record_per_contract_dimension_and_hour;
                    alter table account drop constraint account_written_off_check;
                end
                $$""").update();
    }

    @BeforeEach
    void twoWholeAccounts() {
        seller = rows.seller();
        listing = rows.listing(seller);
        contract = rows.contract(seller, listing);
        rows.priceSnapshot(seller, contract, "0.01");
        account = account();
        record = accepted(account, contract, "2026-11-01T10:00:00Z");
        wholeAccount = account();
        var other = rows.contract(seller, listing);
        rows.priceSnapshot(seller, other, "0.01");
        accepted(wholeAccount, other, "2026-11-01T10:00:00Z");
    }

    private UUID account() {
        var id = rows.account(seller, "cost", "1.005", "settled_read_at", "2026-11-01T12:00:00Z");
        rows.insert("cost_series", Map.of("account_id", id, "series_start", "2026-11-01T00:00:00Z", "price_id", "p",
                "seller_id", seller, "cost", "1.005", "baseline", "0", "last_end", "2026-11-02T00:00:00Z",
                "period_end", "2026-12-01T00:00:00Z", "first_seen_at", "2026-11-01T11:00:00Z",
                "last_seen_at", "2026-11-01T12:00:00Z"));
        return id;
    }

    /** A hundred units out of a cost of 1.005, sent once and accepted. */
    private UUID accepted(UUID itsAccount, UUID itsContract, String hour) {
        var id = rows.record(seller, itsAccount, itsContract, listing, "hour", hour, "quantity", 100, "value", "1.00",
                "cost", "1.005", "status", "accepted", "accepted_at", "2026-11-01T12:00:00Z",
                "accepted_quantity", 100, "attempts", 1);
        rows.attempt(seller, id, 1);
        owner.sql("update metering_attempt set answered_at = claimed_at, outcome = 'accepted' where record_id = :id")
                .param("id", id).update();
        return id;
    }

    @Test
    @Proves({"M-03", "M-10", "R-01", "R-02", "R-10"})
    void aWholeLedgerHasNoFinding() {
        prove();

        assertThat(problems()).isEmpty();
        assertThat(owner.sql("select accounts || ' ' || records || ' ' || findings from ledger_proof "
                + "where seller_id = :seller").param("seller", seller).query(String.class).single())
                .isEqualTo("2 2 0");
        assertThat(state(account)).isEqualTo("metering");
    }

    @ParameterizedTest
    @Proves({"M-03", "M-10", "R-01", "R-02", "R-10"})
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            committed-differs   | update account set committed = committed - 0.01 where id = :account
            committed-differs   | delete from metering_record where id = :record
            shadowed-differs    | update account set shadowed = 0.01 where id = :account
            value-differs       | update metering_record set value = 0.99 where id = :record
            correction-differs  | update metering_record set correction = 0.10 where id = :record
            slot-taken-twice    | update metering_record set hour = '2026-11-01T10:00Z' where account_id = :account
            more-than-owed      | update metering_record set committed_before = 0.01 where id = :record
            more-than-owed      | update metering_record set cost = null where id = :record
            whole-unit-left     | update metering_record set quantity = 99, value = 0.99 where id = :record
            acceptance-unproven | update metering_attempt set outcome = 'refused' where record_id = :record
            acceptance-unproven | update metering_record set accepted_quantity = 99 where id = :record
            acceptance-unproven | update metering_record set status = 'returned' where id = :record
            doubt-forgotten     | update metering_attempt set outcome = 'no-answer' where record_id = :frozen
            attempts-differ     | delete from metering_attempt where record_id = :record
            included-differs    | update account set included = 0.10 where id = :account
            written-off-differs | update account set written_off = 0.10 where id = :account
            written-off-differs | update account set written_off = -0.10 where id = :account
            cost-differs        | update account set cost = 2 where id = :account
            cost-differs        | update cost_series set sealed_at = last_seen_at where account_id = :account
            price-unknown       | update metering_record set unit_price = 0.02, value = 2 where id = :record
            wrong-seller        | update metering_record set seller_id = gen_random_uuid() where id = :record
            hour-before-first   | update metering_record set hour = '2026-11-01T08:00Z' where id = :record
            """)
    void whatSomebodyBrokeIsFoundAndNamedAndStopsItsAccountAlone(String problem, String corruption) {
        var frozen = rows.record(seller, account, contract, listing, "hour", "2026-11-01T11:00:00Z", "quantity", 0,
                "value", "0", "cost", null, "attempts", 1);
        rows.attempt(seller, frozen, 1);
        owner.sql("update metering_attempt set answered_at = claimed_at, outcome = 'later' where record_id = :id")
                .param("id", frozen).update();
        prove();
        assertThat(problems()).as("before").isEmpty();

        corrupt(corruption.replace(":account", quoted(account)).replace(":record", quoted(record))
                .replace(":frozen", quoted(frozen)));
        prove();

        assertThat(problems()).contains(problem + " " + account)
                .allSatisfy(found -> assertThat(found).endsWith(" " + account));
        assertThat(state(account)).isEqualTo("blocked proof-failed");
        assertThat(state(wholeAccount)).isEqualTo("metering");
        assertThat(owner.sql("select next_attempt_at = 'infinity' from metering_record where id = :id")
                .param("id", frozen).query(Boolean.class).single()).as("its records are kept back").isTrue();
    }

    @Test
    void aFindingSaysHowManyRowsAndHowMuchMoney() {
        accepted(account, contract, "2026-11-01T12:00:00Z");
        corrupt("update metering_record set value = 1.25 where account_id = " + quoted(account));
        prove();

        assertThat(owner.sql("select found || ' ' || amount || ' ' || message from proof_finding "
                        + "where seller_id = :seller and problem = 'value-differs'")
                .param("seller", seller).query(String.class).list())
                .containsExactly("2 0.50 A record is not worth its units times its price.");
    }

    @Test
    void aMendedAccountGoesOnAndItsRecordsAreSent() {
        var frozen = rows.record(seller, account, contract, listing, "hour", "2026-11-01T11:00:00Z", "quantity", 0,
                "value", "0", "cost", null);
        corrupt("update account set committed = 0 where id = " + quoted(account));
        prove();
        assertThat(state(account)).isEqualTo("blocked proof-failed");

        corrupt("update account set committed = 1.00 where id = " + quoted(account));
        prove();

        assertThat(problems()).isEmpty();
        assertThat(state(account)).isEqualTo("metering");
        assertThat(owner.sql("select next_attempt_at from metering_record where id = :id").param("id", frozen)
                .query(OffsetDateTime.class).single().toInstant()).isEqualTo(now);
    }

    @Test
    void aMendedAccountWithSomebodyElsesUsageStillWaitsForAHuman() {
        rows.record(seller, account, contract, listing, "hour", "2026-11-01T11:00:00Z", "quantity", 0, "value", "0",
                "cost", null, "status", "unknown", "foreign_slot", true);
        corrupt("update account set shadowed = 1 where id = " + quoted(account));
        prove();
        corrupt("update account set shadowed = 0 where id = " + quoted(account));
        prove();

        assertThat(state(account)).isEqualTo("blocked foreign-usage");
    }

    @Test
    void nobodyProvesWhatSomebodyElseIsProving() throws SQLException {
        try (var rival = DATABASE.workerDataSource().getConnection()) {
            rival.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(rival, true))
                    .sql("select pg_try_advisory_xact_lock(hashtextextended('ledger-proof ' || :seller, 0))")
                    .param("seller", seller.toString()).query(Boolean.class).single();
            prove();
            rival.rollback();
        }

        assertThat(owner.sql("select count(*) from ledger_proof where seller_id = :seller").param("seller", seller)
                .query(Long.class).single()).isZero();
    }

    private void prove() {
        now = now.plusSeconds(60);
        var manager = new JdbcTransactionManager(DATABASE.workerDataSource());
        new LedgerProof(new TransactionTemplate(manager), manager, JdbcClient.create(DATABASE.workerDataSource()), () -> now)
                .prove(Map.of("seller_id", seller));
    }

    /** Without triggers and references, as a superuser can. */
    private void corrupt(String statement) {
        owner.sql("do $do$ begin set local session_replication_role = 'replica'; " + statement + "; end $do$")
                .update();
    }

    private static String quoted(UUID id) {
        return "'" + id + "'";
    }

    /** What the latest proof found, each with its account. */
    private List<String> problems() {
        return owner.sql("""
                select problem || ' ' || account_id from proof_finding
                where seller_id = :seller and proven_at = :now order by id""")
                .param("seller", seller).param("now", now.atOffset(ZoneOffset.UTC)).query(String.class).list();
    }

    private String state(UUID id) {
        return owner.sql("select state || coalesce(' ' || state_reason, '') from account where id = :id")
                .param("id", id).query(String.class).single();
    }
}
