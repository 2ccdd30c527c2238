package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.world.MeteringWorld;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Among a million contracts of one seller the one that a marketplace speaks of is found at once, over HTTP. */
class MillionContractsTest {

    private static final int CONTRACTS = Proof.size(20_000, 1_000_000);
    private static final int REQUESTS = Proof.size(300, 5_000);
    private static final int WARM_UP = Proof.size(200, 2_000);
    /** A small build shares its machine with everything else that is tested, so it is only told from a scan. */
    private static final long P99_BELOW_MICROS = Proof.size(2_000_000, 20_000);
    private static final int PAGES = Proof.size(8, 80);
    private static final int PARTS = Proof.size(4, 8);
    private static final long PAGE_BELOW_MICROS = Proof.size(3_000_000, 200_000);
    /** Which contracts, counted from 1, have which identifier. */
    private static final List<Identifier> IDENTIFIERS = List.of(
            new Identifier("agreement_id", "agmt-", 0), new Identifier("license_arn", "arn-", 0),
            new Identifier("subscription_id", "sub-", 1), new Identifier("entitlement_id", "ent-", 2),
            new Identifier("usage_reporting_id", "usage-", 2));

    @AutoClose
    static final MeteringWorld WORLD = MeteringWorld.at("2026-03-10T12:05:00Z");

    private static final ApiClient API = ApiClient.nobodyAt(WORLD.port());
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static UUID seller;

    private record Identifier(String name, String prefix, int rest) {

        String filterOf(int contract) {
            return "filter[cloud_identifiers][" + name + "]=" + prefix + contract;
        }
    }

    @BeforeAll
    static void aSellerWithManyContracts() {
        var credential = WORLD.bean(OperatorCredential.class);
        seller = UUID.fromString(API.signedIn(credential.clientId(), credential.secret())
                .post("/sellers", Map.of("name", "A seller with many contracts")).is(201).at("/id"));
        for (var statement : ROWS.split(";")) {
            WORLD.jdbc().sql(statement).param("seller", seller).param("contracts", CONTRACTS).update();
        }
    }

    @Test
    @Proves("S5")
    void theOneThatIsMeantIsFoundAtOnce() throws Exception {
        var proof = Proof.of("contracts", "How long `GET /api/contracts` takes over HTTP when it filters by a cloud "
                + "identifier, one caller at a time.").figure("contracts of the seller", CONTRACTS);
        var random = new Random(7);
        var all = new ArrayList<Long>();
        timed(WARM_UP, random);
        for (var identifier : IDENTIFIERS) {
            var micros = timed(REQUESTS / IDENTIFIERS.size(), random, identifier);
            proof.figure(identifier.name() + ": median, p99", millis(micros, 50) + ", " + millis(micros, 99) + " ms");
            all.addAll(micros);
        }
        proof.figure("requests", all.size()).figure("p99 of all", millis(all, 99) + " ms")
                .figure("slowest", millis(all, 100) + " ms").write();
        assertThat(percentile(all, 99)).as("p99 in microseconds").isLessThan(P99_BELOW_MICROS);
    }

    /** Among a tenth as many contracts, each with ten metered hours. */
    @Test
    @Proves("S13")
    void pagesAreThereAtOnce() throws Exception {
        for (var statement : RECORDS.split(";")) {
            WORLD.jdbc().sql(statement).param("contracts", CONTRACTS / 10).update();
        }
        var contract = WORLD.jdbc().sql("select contract_id::text from metering_record limit 1").query(String.class).single();
        var record = WORLD.jdbc().sql("select id::text from metering_record limit 1").query(String.class).single();
        var proof = Proof.of("pages", "How long pages of the console take over HTTP, one reader at a time.")
                .figure("contracts", CONTRACTS / 10).figure("records", CONTRACTS);
        var slowest = 0L;
        for (var path : List.of("", "/contracts", "/contracts?identifier=agreement_id&search=agmt-30", "/contracts/"
                + contract, "/buyers", "/listings", "/metering", "/metering?status=accepted&cloud=aws",
                "/metering/" + record, "/shadow", "/notifications", "/webhooks/deliveries")) {
            slowest = Math.max(slowest, percentile(timedPages(proof, path, PAGES), 90));
        }
        proof.write();
        var parts = Proof.of("parts-of-pages", "How long those parts of the overview take that look at every contract "
                + "and are fetched when the page is there already.");
        for (var part : List.of("/hours", "/alarms?few=yes", "/mappings?few=yes")) {
            timedPages(parts, part, PARTS);
        }
        parts.write();
        assertThat(slowest).as("p90 of the slowest page in microseconds").isLessThan(PAGE_BELOW_MICROS);
    }

    private static List<Long> timedPages(Proof proof, String path, int readings) throws Exception {
        var micros = timedPages("/console" + path, readings);
        proof.figure("/console" + path.replaceAll("[0-9a-f-]{36}", "{id}") + ": median, p90",
                millis(micros, 50) + ", " + millis(micros, 90) + " ms");
        return micros;
    }

    private static List<Long> timedPages(String path, int readings) throws Exception {
        var token = Tokens.of(WORLD, seller);
        List<Long> micros = new ArrayList<>();
        for (var i = 0; i < readings; i++) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + WORLD.port() + path))
                    .header("Cookie", "meterbridge_session=" + token).build();
            var begun = System.nanoTime();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (i >= readings / 4) {
                micros.add((System.nanoTime() - begun) / 1_000);
            }
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        return micros;
    }

    private static void timed(int requests, Random random) throws Exception {
        for (var identifier : IDENTIFIERS) {
            timed(requests / IDENTIFIERS.size(), random, identifier);
        }
    }

    /** How long each request took, in microseconds. */
    private static List<Long> timed(int requests, Random random, Identifier identifier)
            throws Exception {
        var token = "";
        List<Long> micros = new ArrayList<>();
        for (var i = 0; i < requests; i++) {
            if (i % Tokens.REQUESTS == 0) {
                token = Tokens.of(WORLD, seller);
            }
            var contract = 3 * (1 + random.nextInt(CONTRACTS / 3 - 1)) + identifier.rest();
            var request = HttpRequest.newBuilder(API.uri("/contracts?" + identifier.filterOf(contract)))
                    .header("Authorization", "Bearer " + token).build();
            var begun = System.nanoTime();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            micros.add((System.nanoTime() - begun) / 1_000);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"count\":1,\"total_count\":" + CONTRACTS + ",",
                    "\"" + identifier.name() + "\":\"" + identifier.prefix() + contract + "\"");
        }
        return micros;
    }

    private static String millis(List<Long> micros, int percent) {
        return String.format(java.util.Locale.ROOT, "%.1f", percentile(micros, percent) / 1_000.0);
    }

    private static long percentile(List<Long> micros, int percent) {
        var sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static final String RECORDS = """
            insert into account (id, seller_id, orb_subscription_id, currency, cost_basis, state, time_zone,
                subscription_start, subscription_read_at, cost, first_hour, cursor_hour, next_read_at, created_at)
            select ('00000000-0000-0004-0000-' || right(id::text, 12))::uuid, seller_id, 'sub-' || id, 'USD', 'total',
                   'metering', 'UTC', start_at, start_at, 12.345, timestamptz '2026-03-10 02:00Z',
                   timestamptz '2026-03-10 11:00Z', 'infinity', start_at
            from (select * from contract order by id limit :contracts) c;
            insert into account_contract (account_id, contract_id, seller_id, from_at)
            select id, ('00000000-0000-0003-0000-' || right(id::text, 12))::uuid, seller_id, created_at from account;
            insert into metering_record (id, seller_id, account_id, contract_id, listing_id, cloud, lane, source,
                dimension, hour, identity_key, identity, quantity, accepted_quantity, unit_price, value, currency,
                cost, baseline, included, committed_before, written_off, status, attempts, next_attempt_at, closes_at,
                frozen_at, submitted_at, accepted_at, last_modified_at)
            select gen_random_uuid(), c.seller_id, ac.account_id, c.id, c.listing_id, c.cloud, 'lane', 'orb', 'units',
                   timestamptz '2026-03-10 02:00Z' + h * interval '1 hour', c.id::text, '{}', 1, 1, 0.01, 0.01, 'USD',
                   12.345, 0, 0, 0, 0, 'accepted', 1, 'infinity', timestamptz '2026-03-11', c.start_at, c.start_at,
                   c.start_at, c.start_at
            from account_contract ac join contract c on c.id = ac.contract_id, generate_series(0, 9) h;
            vacuum analyze
            """;

    private static final String ROWS = """
            insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
            select ('00000000-0000-0001-0000-' || lpad(to_hex(i), 12, '0'))::uuid, :seller,
                   (array['aws','azure','gcp'])[1 + i % 3], 'product-' || i, 'Product', 'units', 0.01, 'USD', 'int64',
                   'total', false, 'license', timestamptz '2026-01-01', timestamptz '2026-01-01'
            from generate_series(1, least(60, :contracts)) i;
            insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                last_modified_at)
            select ('00000000-0000-0002-0000-' || lpad(to_hex(i), 12, '0'))::uuid, :seller,
                   (array['aws','azure','gcp'])[1 + i % 3], 'Buyer ' || i, 'key-' || i,
                   jsonb_build_object('account_id', 'key-' || i), timestamptz '2026-01-01', timestamptz '2026-01-01'
            from generate_series(1, :contracts / 10) i;
            insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                cloud_identifiers, created_at, last_modified_at)
            select ('00000000-0000-0003-0000-' || lpad(to_hex(i), 12, '0'))::uuid, :seller,
                   ('00000000-0000-0002-0000-' || lpad(to_hex(1 + i % (:contracts / 10)), 12, '0'))::uuid,
                   ('00000000-0000-0001-0000-' || lpad(to_hex(1 + i % 60), 12, '0'))::uuid,
                   (array['aws','azure','gcp'])[1 + i % 3], 'active', timestamptz '2026-01-01',
                   (array['agmt-','sub-','ent-'])[1 + i % 3] || i,
                   case i % 3
                       when 0 then jsonb_build_object('agreement_id', 'agmt-' || i, 'license_arn', 'arn-' || i)
                       when 1 then jsonb_build_object('subscription_id', 'sub-' || i, 'offer_id', 'offer-' || i % 60,
                           'plan_id', 'gold')
                       else jsonb_build_object('entitlement_id', 'ent-' || i, 'usage_reporting_id', 'usage-' || i,
                           'plan', 'gold') end,
                   timestamptz '2026-01-01' + i * interval '1 second',
                   timestamptz '2026-01-01' + i * interval '1 second'
            from generate_series(1, :contracts) i;
            insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                currency, learnt_from)
            select seller_id, id, start_at, start_at, 'units', 0.01, 'USD', 'listing' from contract;
            vacuum analyze
            """;
}
