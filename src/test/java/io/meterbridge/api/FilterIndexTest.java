package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import io.meterbridge.database.Sql;
import io.meterbridge.database.TestDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every filter of a list finds its rows through an index, as the seller whose rows they are: the plans of the
 * very statements that the lists run are read.
 */
@Proves("S5")
class FilterIndexTest {

    private static final UUID SELLER = new UUID(7, 1);
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):(\\w+)");
    private static final Set<String> PAGING = Set.of("page", "page_size");

    /**
     * operation | filter | a value that few rows have | column the index is about. Of the records of a cloud there are
     * many everywhere, so they are read in the order of their list and counted by an index of their own.
     */
    private static final String FILTERS = """
            listSellers   | name                    | Seller 7             | name
            listListings  | cloud                   | gcp                  | cloud
            listListings  | cloud_id                | product-70           | cloud_id
            listListings  | last_modified_at_after  | 2026-02-28T00:00:00Z | last_modified_at
            listBuyers    | cloud                   | azure                | cloud
            listBuyers    | product_code            | pc-9                 | product_code
            listBuyers    | customer_identifier     | ci-900               | customer_identifier
            listBuyers    | customer_aws_account_id | acct-900             | customer_aws_account_id
            listBuyers    | tenant_id               | key-901              | identity_key
            listBuyers    | account_id              | key-902              | identity_key
            listBuyers    | last_modified_at_after  | 2026-02-28T00:00:00Z | last_modified_at
            listBuyers    | created_at_after        | 2026-02-28T00:00:00Z | created_at
            listContracts | cloud                   | azure                | cloud
            listContracts | status                  | suspended            | status
            listContracts | buyer_id                | BUYER                | buyer_id
            listContracts | listing_id              | LISTING              | listing_id
            listContracts | agreement_id            | key-900              | identity_key
            listContracts | license_arn             | arn-900              | license_arn
            listContracts | subscription_id         | key-901              | identity_key
            listContracts | offer_id                | offer-1              | offer_id
            listContracts | plan_id                 | plan-1               | plan_id
            listContracts | entitlement_id          | key-902              | identity_key
            listContracts | usage_reporting_id      | usage-902            | usage_reporting_id
            listContracts | plan                    | gold-2               | plan_name
            listContracts | last_modified_at_after  | 2026-02-28T00:00:00Z | last_modified_at
            listContracts | created_at_after        | 2026-02-28T00:00:00Z | created_at
            listMetering  | cloud                   | gcp                  | hour/cloud
            listMetering  | contract_id             | CONTRACT             | contract_id
            listMetering  | dimension               | units-7              | dimension
            listMetering  | status                  | held                 | status
            listMetering  | source                  | manual               | source
            listMetering  | hour_from               | 2026-04-30T00:00:00Z | hour
            listMetering  | hour_to                 | 2026-01-02T00:00:00Z | hour
            listRuns      | hour                    | 2026-02-01T00:00:00Z | hour
            listRuns      | status                  | running              | status
            """;

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private record Lists(String table, String... statements) {
    }

    private static final Map<String, Lists> LISTS = Map.of(
            "listSellers", new Lists("seller", "seller/list-sellers", "seller/count-sellers"),
            "listListings", new Lists("listing", "listing/list", "listing/count"),
            "listBuyers", new Lists("buyer", "buyer/list", "buyer/count"),
            "listContracts", new Lists("contract", "contract/list", "contract/count"),
            "listMetering", new Lists("metering_record", "metering-read/list", "metering-read/count"),
            "listRuns", new Lists("metering_run", "metering-read/list-runs", "metering-read/count-runs"));

    record Filtered(String operation, String name, String value, String column) {

        String table() {
            return LISTS.get(operation).table();
        }

        @Override
        public String toString() {
            return operation + " by " + name;
        }
    }

    static List<Filtered> filters() {
        return FILTERS.lines().map(line -> line.split("\\|")).map(cells -> new Filtered(cells[0].strip(),
                cells[1].strip(), valueOf(cells[2].strip()), cells[3].strip())).toList();
    }

    private static String valueOf(String written) {
        return switch (written) {
            case "BUYER" -> new UUID(2, 900).toString();
            case "LISTING" -> new UUID(1, 7).toString();
            case "CONTRACT" -> new UUID(3, 900).toString();
            default -> written;
        };
    }

    @BeforeAll
    static void tablesOfSomeSize() {
        var owner = DATABASE.ownerJdbc();
        for (var statement : ROWS.split(";")) {
            owner.sql(statement).update();
        }
        // until it leaves no page out: it does while somebody else's statement might still see an older row
        Awaitility.await().until(() -> {
            owner.sql("vacuum analyze").update();
            return owner.sql("""
                    select bool_and(relallvisible = relpages) from pg_class
                    where oid in ('contract'::regclass, 'metering_record'::regclass)""")
                    .query(Boolean.class).single();
        });
    }

    @ParameterizedTest
    @MethodSource("filters")
    void itsRowsAreFoundThroughAnIndex(Filtered filter) {
        for (var statement : LISTS.get(filter.operation()).statements()) {
            var plan = planOf(filter, statement);

            assertThat(scannedWhole(plan)).as("%s reads %s whole: %s", statement, filter.table(), plan)
                    .doesNotContain(filter.table());
            assertThat(definitions(plan)).as("%s: %s", statement, plan)
                    .anySatisfy(index -> assertThat(index).containsAnyOf(filter.column().split("/")));
        }
    }

    @Test
    void manyMatchesAreCountedWithoutTheirTable() {
        var all = new Filtered("listContracts", "status", "active", "status");

        assertThat(planOf(all, "contract/count").toString()).contains("\"Index Only Scan\"");
        var records = new Filtered("listMetering", "cloud", "gcp", "cloud");
        assertThat(planOf(records, "metering-read/count").toString()).contains("\"Index Only Scan\"");
    }

    /** A filter that is added to the contract of a list has to be added above. */
    @Test
    void noFilterOfTheseListsIsForgotten() {
        var tested = filters().stream().collect(Collectors.groupingBy(Filtered::operation,
                Collectors.mapping(Filtered::name, Collectors.toCollection(TreeSet::new))));
        var known = ApiContract.read().operations().stream()
                .filter(operation -> tested.containsKey(operation.id()))
                .collect(Collectors.toMap(Operation::id, operation -> operation.queryValues().keySet().stream()
                        .filter(name -> !PAGING.contains(name)).collect(Collectors.toCollection(TreeSet::new))));

        assertThat(tested).isEqualTo(known);
    }

    private static JsonNode planOf(Filtered filter, String statement) {
        var sql = Sql.of(statement);
        Map<String, Object> parameters = new HashMap<>();
        PARAMETER.matcher(sql).results().forEach(found -> parameters.put(found.group(1), null));
        assertThat(parameters).as(statement).containsKey(camel(filter.name()));
        parameters.put(camel(filter.name()), typed(filter));
        if (parameters.containsKey("now")) {
            parameters.put("now", OffsetDateTime.parse("2026-03-01T00:00:00Z"));
        }
        if (parameters.containsKey("limit")) {
            parameters.put("limit", 100);
            parameters.put("offset", 0L);
        }
        var ofOperator = Set.of("seller", "metering_run").contains(filter.table());
        return ofOperator ? explain(DATABASE.workerJdbc(), sql, parameters)
                : DATABASE.sellerTransactions().forSeller(SELLER,
                        () -> explain(DATABASE.sellerJdbc(), sql, parameters));
    }

    private static JsonNode explain(JdbcClient jdbc, String sql, Map<String, Object> parameters) {
        return ApiClient.parse(jdbc.sql("explain (format json) " + sql).params(parameters)
                .query(String.class).single());
    }

    private static Object typed(Filtered filter) {
        if (filter.name().endsWith("_after") || filter.name().startsWith("hour")) {
            return OffsetDateTime.parse(filter.value());
        }
        var id = filter.name().equals("buyer_id") || filter.name().equals("listing_id")
                || filter.name().equals("contract_id");
        return id ? UUID.fromString(filter.value()) : filter.value();
    }

    private static String camel(String name) {
        return Pattern.compile("_(.)").matcher(name).replaceAll(letter -> letter.group(1).toUpperCase());
    }

    private static List<String> scannedWhole(JsonNode plan) {
        List<String> tables = new ArrayList<>();
        plan.findParents("Relation Name").stream()
                .filter(node -> node.path("Node Type").asText().equals("Seq Scan"))
                .forEach(node -> tables.add(node.get("Relation Name").asText()));
        return tables;
    }

    private static List<String> definitions(JsonNode plan) {
        return plan.findValuesAsText("Index Name").stream().map(name -> DATABASE.ownerJdbc()
                .sql("select indexdef from pg_indexes where indexname = :name").param("name", name)
                .query(String.class).single()).toList();
    }

    private static final String ROWS = """
            insert into seller (id, name, created_at)
            select ('00000000-0000-0007-0000-' || lpad(to_hex(s), 12, '0'))::uuid, 'Seller ' || s,
                   timestamptz '2026-01-01' + s * interval '1 minute'
            from generate_series(1, 3000) s;
            insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
            select ('00000000-0000-0001-0000-' || lpad(to_hex(i), 12, '0'))::uuid,
                   ('00000000-0000-0007-0000-' || lpad(to_hex(1 + i % 4), 12, '0'))::uuid,
                   case (i / 4) % 50 when 7 then 'gcp' else 'aws' end, 'product-' || i, 'Product', 'units', 0.01, 'USD',
                   'int64', 'total', false, 'license', timestamptz '2026-01-01' + i * interval '20 minutes',
                   timestamptz '2026-01-01' + i * interval '20 minutes'
            from generate_series(1, 4200) i;
            insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                last_modified_at)
            select ('00000000-0000-0002-0000-' || lpad(to_hex(i), 12, '0'))::uuid,
                   ('00000000-0000-0007-0000-' || lpad(to_hex(1 + i % 4), 12, '0'))::uuid,
                   (array['aws','azure','gcp'])[1 + i % 3], 'Buyer', 'key-' || i,
                   case i % 3 when 0 then jsonb_build_object('product_code', 'pc-' || i % 100,
                           'customer_identifier', 'ci-' || i, 'customer_aws_account_id', 'acct-' || i)
                       else jsonb_build_object('tenant_id', 'key-' || i) end,
                   timestamptz '2026-01-01' + i * interval '7 minutes',
                   timestamptz '2026-01-01' + i * interval '7 minutes'
            from generate_series(1, 12000) i;
            insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                cloud_identifiers, created_at, last_modified_at)
            select ('00000000-0000-0003-0000-' || lpad(to_hex(i), 12, '0'))::uuid, b.seller_id, b.id,
                   ('00000000-0000-0001-0000-' || lpad(to_hex(4 * (1 + i % 900) + i % 4), 12, '0'))::uuid,
                   b.cloud, case when i % 50 = 2 then 'suspended' else 'active' end, b.created_at, 'key-' || i,
                   case i % 3 when 0 then jsonb_build_object('agreement_id', 'key-' || i, 'license_arn', 'arn-' || i)
                       when 1 then jsonb_build_object('subscription_id', 'key-' || i, 'offer_id', 'offer-' || i % 50,
                           'plan_id', 'plan-' || i % 50)
                       else jsonb_build_object('entitlement_id', 'key-' || i, 'usage_reporting_id', 'usage-' || i,
                           'plan', 'gold-' || i % 50) end,
                   b.created_at, b.created_at
            from generate_series(1, 12000) i
            join buyer b on b.id = ('00000000-0000-0002-0000-' || lpad(to_hex(i), 12, '0'))::uuid;
            insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                currency, learnt_from)
            select seller_id, id, start_at, start_at, 'units', 0.01, 'USD', 'listing' from contract;
            insert into metering_record (id, seller_id, contract_id, listing_id, cloud, lane, source, dimension, hour,
                identity_key, identity, quantity, unit_price, value, currency, status, next_attempt_at, frozen_at,
                last_modified_at)
            select gen_random_uuid(), c.seller_id, c.id, c.listing_id, c.cloud, 'lane',
                   case when i % 40 = 1 then 'manual' else 'orb' end, 'units-' || n % 50,
                   timestamptz '2026-01-01' + i % 2900 * interval '1 hour', 'key', '{}', 0, 0.01, 0, 'USD',
                   case when i % 60 = 3 then 'held' else 'shadow' end, c.start_at, c.start_at, c.start_at
            from (select *, substr(identity_key, 5)::int as n from contract) c, generate_series(0, 2) k,
                 lateral (select n * 3 + k as i) each;
            insert into metering_run (id, hour, opened_by, status, opened_at)
            select gen_random_uuid(), timestamptz '2026-01-01' + i * interval '1 hour', 'clock',
                   case when i = 3000 then 'running' else 'finished' end, timestamptz '2026-01-01'
            from generate_series(1, 3000) i
            """;
}
