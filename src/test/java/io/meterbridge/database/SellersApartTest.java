package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sellers cannot meet, whatever a query forgets: checked for every table there is, not for a list
 * of them.
 */
@Proves("R-55")
class SellersApartTest {

    private static final String DENIED = "42501";

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    static final UUID OURS = UUID.randomUUID();
    static final UUID THEIRS = UUID.randomUUID();

    @BeforeAll
    static void fillEveryTableForTwoSellers() {
        fill(OURS);
        fill(THEIRS);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void theTestHasRowsOfBothSellersToMixUp(Tenant table) {
        assertThat(table.sellersSeenBy(DATABASE.workerJdbc()))
                .describedAs("add rows of %s to this test", table.name())
                .contains(OURS, THEIRS);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aQueryThatForgotItsSellerSeesNothing(Tenant table) {
        assertThat(sellersSeen(DATABASE.sellerJdbc(), table)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aSellerSeesNoOtherSellersRows(Tenant table) {
        var seen = DATABASE.sellerTransactions()
                .forSeller(OURS, () -> sellersSeen(DATABASE.sellerJdbc(), table));

        assertThat(seen).isSubsetOf(OURS);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aSellerCanNeitherChangeNorRemoveOtherSellersRows(Tenant table) {
        var before = table.countOf(THEIRS);

        assertThat(changedAsUs("update %s set %s = %s where %s = :seller".formatted(table.name(),
                table.sellerColumn(), table.sellerColumn(), table.sellerColumn()))).isZero();
        assertThat(changedAsUs("delete from %s where %s = :seller".formatted(table.name(),
                table.sellerColumn()))).isZero();
        assertThat(table.countOf(THEIRS)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aSellerCannotWriteRowsInAnotherSellersName(Tenant table) {
        var columns = String.join(", ", table.writableColumns());
        var theirRow = DATABASE.workerJdbc()
                .sql(("select cast(to_jsonb(t) as text) from %s t where %s = :seller "
                        + "and coalesce(to_jsonb(t) ->> 'committed', '0') = '0' limit 1")
                        .formatted(table.name(), table.sellerColumn()))
                .param("seller", THEIRS).query(String.class).single();
        var copy = """
                insert into %1$s (%2$s)
                select %2$s from jsonb_populate_record(null::%1$s, :row::jsonb)
                """.formatted(table.name(), columns);

        assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(OURS,
                () -> DATABASE.sellerJdbc().sql(copy).param("row", theirRow).update()))
                .rootCause()
                .isInstanceOfSatisfying(SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(DENIED));
    }

    @ParameterizedTest
    @MethodSource("tablesOfNoSeller")
    void sellersHaveNoAccessToWhatBelongsToNobody(String table) {
        var privileges = DATABASE.ownerJdbc()
                .sql("""
                        select has_table_privilege('meterbridge_seller', :table, 'delete')
                            or has_any_column_privilege('meterbridge_seller', :table,
                                                        'select, insert, update')
                        """)
                .param("table", table).query(Boolean.class).single();

        assertThat(privileges).isFalse();
    }

    @Test
    void referencesBetweenSellersRowsCarryTheSeller() {
        var loose = DATABASE.ownerJdbc().sql("""
                select c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid)
                from pg_constraint c
                where c.contype = 'f'
                  and c.confrelid <> 'seller'::regclass
                  and exists (select from pg_attribute a
                              where a.attrelid = c.conrelid and a.attname = 'seller_id')
                  and exists (select from pg_attribute a
                              where a.attrelid = c.confrelid and a.attname = 'seller_id')
                  and not exists (select from pg_attribute a where a.attrelid = c.conrelid
                                  and a.attname = 'seller_id' and a.attnum = any (c.conkey))
                """).query(String.class).list();

        assertThat(loose).isEmpty();
    }

    @Test
    void neitherRoleStandsAboveTheRules() {
        var above = DATABASE.ownerJdbc().sql("""
                select rolname from pg_roles r
                where rolname in ('meterbridge_seller', 'meterbridge_worker')
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin
                       or exists (select from pg_class c where c.relowner = r.oid)
                       or exists (select from pg_auth_members m where m.member = r.oid))
                """).query(String.class).list();

        assertThat(above).isEmpty();
    }

    @Test
    void theRolesCanNeitherMakeNorEmptyTables() {
        for (var jdbc : List.of(DATABASE.sellerJdbc(), DATABASE.workerJdbc())) {
            assertThatThrownBy(() -> jdbc.sql("create table mine (id int)").update())
                    .rootCause().hasMessageContaining("permission denied");
            assertThatThrownBy(() -> jdbc.sql("truncate value_correction").update())
                    .rootCause().hasMessageContaining("permission denied");
        }
    }

    static Stream<Tenant> tenantTables() {
        return Stream.concat(Stream.of(new Tenant("seller", "id")),
                DATABASE.ownerJdbc().sql("""
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'seller_id'
                        order by table_name
                        """).query(String.class).list().stream()
                        .map(name -> new Tenant(name, "seller_id")));
    }

    static Stream<String> tablesOfNoSeller() {
        return DATABASE.ownerJdbc().sql("""
                select tablename from pg_tables t
                where schemaname = 'public' and tablename <> 'seller'
                  and not exists (select from information_schema.columns c
                                  where c.table_name = t.tablename and c.column_name = 'seller_id')
                """).query(String.class).list().stream();
    }

    private static int changedAsUs(String sql) {
        return DATABASE.sellerTransactions().forSeller(OURS, () -> {
            try {
                return DATABASE.sellerJdbc().sql("savepoint before").update()
                        + DATABASE.sellerJdbc().sql(sql).param("seller", THEIRS).update();
            } catch (RuntimeException refused) {
                assertThat(refused).rootCause().isInstanceOfSatisfying(SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isEqualTo(DENIED));
                return DATABASE.sellerJdbc().sql("rollback to savepoint before").update();
            }
        });
    }

    /** No privilege at all is as good as no rows. */
    private static List<UUID> sellersSeen(JdbcClient jdbc, Tenant table) {
        var mayRead = DATABASE.ownerJdbc()
                .sql("select has_table_privilege('meterbridge_seller', :table, 'select')")
                .param("table", table.name()).query(Boolean.class).single();
        return mayRead ? table.sellersSeenBy(jdbc) : List.of();
    }

    private static void fill(UUID seller) {
        var rows = new TestRows(DATABASE.workerJdbc());
        var now = "2026-11-01T12:00:00Z";
        rows.seller("id", seller);
        rows.insert("api_credential", Map.of("client_id", seller, "seller_id", seller,
                "role", "seller", "secret_hash", "x", "created_at", now));
        rows.insert("idempotent_answer", Map.of("seller_id", seller, "key", "key-1", "operation", "createListing",
                "fingerprint", "\\x00", "status", 201, "created_at", now, "expires_at", now));
        rows.insert("audit_entry", Map.of("seller_id", seller, "at", now, "client_id", "mb_1", "role", "seller",
                "operation", "createListing", "change", "insert", "thing", "listing", "thing_id", "1",
                "after", Map.of("title", "t")));
        rows.insert("integration", Map.of("seller_id", seller, "provider", "aws",
                "status", "connected", "settings", Map.of(), "verified_at", now,
                "updated_at", now, "refusals", 0));
        rows.insert("orb_budget", Map.of("seller_id", seller, "refilled_at", now,
                "tokens", 1, "throttles", 0));
        rows.insert("notification_inbox", Map.of("id", UUID.randomUUID(), "seller_id", seller,
                "cloud", "aws", "message_key", "m-1", "transport", "sqs", "body", "\\x7b7d",
                "received_at", now, "state", "received", "next_attempt_at", now));
        var listing = rows.listing(seller);
        var contract = rows.contract(seller, listing);
        rows.insert("contract_event", Map.of("seller_id", seller, "cloud", "aws", "identity", "agmt-1",
                "event_key", "e-1", "step", "BEGAN", "happened_at", now, "detail", Map.of(),
                "recorded_at", now));
        rows.insert("contract_change", Map.of("contract_id", contract, "change_key", "created",
                "seller_id", seller, "kind", "created", "happened_at", now, "found", false,
                "webhook_id", "msg_1", "told_at", now));
        rows.account(seller);
        var account = rows.account(seller);
        rows.insert("account_contract", Map.of("account_id", account, "contract_id", contract,
                "seller_id", seller, "from_at", now));
        rows.insert("final_usage", Map.of("id", UUID.randomUUID(), "seller_id", seller, "contract_id", contract,
                "account_id", account, "state", "open", "cancelled_at", now, "give_up_at", now,
                "planned_reads", List.of(now), "later_reads", 0));
        rows.insert("cost_series", Map.of("account_id", account, "series_start", now,
                "price_id", "p1", "seller_id", seller, "cost", "1", "baseline", "0",
                "last_end", now, "period_end", now, "first_seen_at", now, "last_seen_at", now));
        rows.insert("included_term", Map.of("account_id", account, "contract_id", contract,
                "term_start", now, "seller_id", seller, "amount", "5", "cost_at_start", "0",
                "consumed", "0"));
        rows.insert("account_position", Map.of("account_id", account, "at", now, "seller_id", seller, "taken_at", now,
                "month_start", false, "cost", "1", "baseline", "0", "included", "0"));
        rows.insert("other_tool_usage", Map.of("contract_id", contract, "dimension", "units",
                "hour", "2026-11-01T12:00:00Z", "seller_id", seller, "units", "1", "value", "0.01", "told_at", now));
        rows.insert("shadow_correction", Map.of("seller_id", seller, "account_id", account, "contract_id", contract,
                "other_value", "2", "shadow_value", "1", "amount", "1", "booked_at", now));
        rows.insert("marketplace_usage", Map.of("id", UUID.randomUUID(), "seller_id", seller, "cloud", "aws",
                "source", "report", "identity", "agmt-1", "dimension", "", "from_at", now,
                "to_at", "2026-11-01T13:00:00Z", "units", "1", "told_at", now));
        rows.insert("ledger_proof", Map.of("seller_id", seller, "proven_at", now, "accounts", 1, "records", 1,
                "findings", 1));
        rows.insert("proof_finding", Map.of("seller_id", seller, "proven_at", now, "problem", "value-differs",
                "found", 1, "message", "m"));
        var record = rows.record(seller, account, contract, listing);
        rows.attempt(seller, record, 1);
        rows.decision(seller, record);
        rows.correction(seller, record, rows.priceSnapshot(seller, contract, "0.02"),
                BigDecimal.ONE);
        rows.webhookAttempt(seller, rows.webhookDelivery(seller, rows.webhookEndpoint(seller)));
    }

    /** A table whose rows belong to sellers, and the column that says to whom. */
    record Tenant(String name, String sellerColumn) {

        List<UUID> sellersSeenBy(JdbcClient jdbc) {
            return jdbc.sql("select distinct %s from %s".formatted(sellerColumn, name))
                    .query(UUID.class).list();
        }

        long countOf(UUID seller) {
            return DATABASE.workerJdbc()
                    .sql("select count(*) from %s where %s = :seller".formatted(name, sellerColumn))
                    .param("seller", seller).query(Long.class).single();
        }

        List<String> writableColumns() {
            return DATABASE.ownerJdbc().sql("""
                    select column_name from information_schema.columns
                    where table_name = :table and is_generated = 'NEVER' and is_identity = 'NO'
                    """).param("table", name).query(String.class).list();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
