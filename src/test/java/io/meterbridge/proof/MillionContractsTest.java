package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.world.MeteringWorld;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private static UUID reader;

    private record Identifier(String name, String prefix, int rest) {

        String filterOf(int contract) {
            return "filter[cloud_identifiers][" + name + "]=" + prefix + contract;
        }
    }

    @BeforeAll
    static void aSellerWithManyContracts() {
        seller = ManyContracts.of(WORLD, 0, CONTRACTS).seller();
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

    /** Those of another seller of the same installation: a tenth as many contracts, ten metered hours each. */
    @Test
    @Proves("S13")
    void pagesAreThereAtOnce() throws Exception {
        var contracts = CONTRACTS / 10;
        reader = ManyContracts.of(WORLD, 1, contracts).metered(contracts - contracts / 100).seller();
        var contract = idOf("select contract_id::text from metering_record limit 1");
        var record = idOf("select id::text from metering_record limit 1");
        var proof = Proof.of("pages", "How long pages of the console, and the parts of the overview that are fetched "
                        + "afterwards, take over HTTP, one reader at a time.")
                .figure("contracts, of which one in a hundred is not mapped", contracts)
                .figure("records", 10 * (contracts - contracts / 100));
        var slowest = 0L;
        for (var path : List.of("", "/hours", "/alarms?few=yes", "/mappings?few=yes", "/alarms", "/mappings",
                "/contracts", "/contracts?identifier=agreement_id&search=agmt-30", "/contracts/" + contract, "/buyers",
                "/listings", "/metering", "/metering?status=accepted&cloud=aws", "/metering/" + record, "/shadow",
                "/notifications", "/webhooks/deliveries")) {
            slowest = Math.max(slowest, percentile(timedPages(proof, path), 90));
        }
        proof.write();
        assertThat(slowest).as("p90 of the slowest page in microseconds").isLessThan(PAGE_BELOW_MICROS);
    }

    private static String idOf(String query) {
        return WORLD.jdbc().sql(query).query(String.class).single();
    }

    private static List<Long> timedPages(Proof proof, String page) throws Exception {
        var path = "/console" + page;
        var token = Tokens.of(WORLD, reader);
        List<Long> micros = new ArrayList<>();
        for (var i = 0; i < PAGES; i++) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + WORLD.port() + path))
                    .header("Cookie", "meterbridge_session=" + token).build();
            var begun = System.nanoTime();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (i >= PAGES / 4) {
                micros.add((System.nanoTime() - begun) / 1_000);
            }
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        proof.figure(path.replaceAll("[0-9a-f-]{36}", "{id}") + ": median, p90",
                millis(micros, 50) + ", " + millis(micros, 90) + " ms");
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
}
