package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meterbridge.api.ApiClient;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.world.MeteringWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Asks every operation of the contract for everything, sensible and not. Whatever is asked, nothing ends in a
 * fault of ours, every error is a problem document and every answer is what the contract says. The seed is
 * printed; {@code -Dfuzz.seed=} draws the same requests again.
 */
class FuzzTest {

    private static final int REQUESTS = Proof.size(4_000, 100_000);
    /** Every build asks the same, so that a change breaks it and not the day. */
    private static final long SEED_OF_BUILDS = 20_260_310;
    private static final Duration AT_MOST = Duration.ofSeconds(Proof.size(20, 3_600));
    private static final int CALLERS = 3;
    private static final int WRONG_ANSWERS_SHOWN = 40;
    private static final ApiContract CONTRACT = ApiContract.read();
    private static final JsonNode DOCUMENT = document();
    private static final List<Operation> NEEDED = CONTRACT.operations().stream()
            .filter(operation -> Set.of("createListing", "patchContract").contains(operation.id()))
            .toList();

    @AutoClose
    static final MeteringWorld WORLD = MeteringWorld.at("2026-03-10T12:05:00Z", Map.of(
            "meterbridge.webhooks.allow-private-targets", "false"));

    private static UUID sellerId;
    private static ApiClient seller;

    private final KnownThings known = new KnownThings();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, AtomicInteger> perStatus = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> goodOnes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void aSeller() {
        var credential = WORLD.bean(OperatorCredential.class);
        var created = ApiClient.nobodyAt(WORLD.port()).signedIn(credential.clientId(), credential.secret())
                .post("/sellers", Map.of("name", "Asked for everything")).is(201);
        sellerId = UUID.fromString(created.at("/id"));
        seller = ApiClient.nobodyAt(WORLD.port()).signedIn(created.at("/client_id"), created.at("/client_secret"));
    }

    /** By chance alone hardly anybody would find all that a contract needs. */
    private void aContract() {
        var listing = seller.post("/listings", Map.of("cloud", "aws", "cloud_id", "pc-1", "title", "A product",
                "usage_dimension", Map.of("id", "units", "unit_price", "0.01"))).is(201);
        var contract = seller.post("/contracts", Map.of("cloud", "aws", "listing_id", listing.at("/id"),
                "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "Northwind", "cloud_identifiers",
                        Map.of("product_code", "pc-1", "customer_aws_account_id", "acct-1")),
                "cloud_identifiers", Map.of("agreement_id", "agmt-1", "license_arn", "arn-1"))).is(201);
        known.learn("/listings", listing.body());
        known.learn("/contracts", contract.body());
    }

    @Test
    void whateverIsAskedTheAnswerIsWhatTheContractSays() throws Exception {
        var seed = Long.getLong("fuzz.seed", Proof.size(0, 1) == 1 ? System.nanoTime() : SEED_OF_BUILDS);
        System.out.println("fuzz: -Dfuzz.seed=" + seed);
        var proof = Proof.of("fuzz", "Whatever is asked of the API, every answer is what its contract says: no 5xx but "
                + "503 for a provider that cannot be reached, every error a problem document.");
        aContract();
        var until = System.nanoTime() + AT_MOST.toNanos();
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (var i = 0; i < CALLERS; i++) {
                var random = new Random(seed + i);
                work.add(() -> askOn(random, until));
            }
            for (var done : callers.invokeAll(work)) {
                done.get();
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(wrong).as("wrong answers with -Dfuzz.seed=%s", seed).isEmpty();
        assertThat(perStatus.keySet()).contains("200", "201", "401", "403", "404", "422");
        if (sent.get() >= REQUESTS) {
            assertThat(goodOnes.keySet()).as("operations that were ever asked well")
                    .contains("getContract", "patchContract", "listContracts", "createListing", "connectAws");
        }
        write(proof, seed);
    }

    private Void askOn(Random random, long until) throws IOException {
        var calls = new FuzzedCall(CONTRACT, DOCUMENT, random, known);
        var answers = new FuzzedAnswer(CONTRACT, DOCUMENT);
        try (var http = new RawHttp(WORLD.port())) {
            var seller = "";
            var operator = "";
            for (var i = 0; sent.getAndIncrement() < REQUESTS && System.nanoTime() < until
                    && wrong.size() < WRONG_ANSWERS_SHOWN; i++) {
                if (i % Tokens.REQUESTS == 0) {
                    seller = Tokens.of(WORLD, sellerId);
                    operator = Tokens.of(WORLD, null);
                }
                var operation = pick(random);
                var right = operation.roles().contains("operator") && !operation.roles().contains("seller");
                var token = right != (random.nextInt(60) == 0) ? operator : seller;
                ask(http, operation, calls.draw(operation, token), answers);
            }
        }
        return null;
    }

    private void ask(RawHttp http, Operation operation, byte[] request, FuzzedAnswer answers) {
        try {
            var reply = http.send(request);
            perStatus.computeIfAbsent("" + reply.status(), status -> new AtomicInteger()).incrementAndGet();
            var body = answers.check(operation, reply);
            if (reply.status() < 300) {
                goodOnes.computeIfAbsent(operation.id(), id -> new AtomicInteger()).incrementAndGet();
                if (body != null) {
                    known.learn(operation.path(), body);
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            wrong.add(operation.id() + ": " + e + "\n  asked "
                    + FuzzedAnswer.shortened(new String(request, StandardCharsets.UTF_8)) + "\n");
        }
    }

    /** What the rest needs is asked for more often; signing in is made slow on purpose, so it is more seldom. */
    private static Operation pick(Random random) {
        var operations = random.nextInt(8) == 0 ? NEEDED : CONTRACT.operations();
        var picked = operations.get(random.nextInt(operations.size()));
        return picked.open() && random.nextInt(10) > 0 ? pick(random) : picked;
    }

    private void write(Proof proof, long seed) {
        proof.figure("requests", Math.min(sent.get(), REQUESTS)).figure("operations", CONTRACT.operations().size())
                .figure("operations answered well", goodOnes.size()).figure("seed", seed);
        List.copyOf(new java.util.TreeMap<>(perStatus).entrySet())
                .forEach(status -> proof.figure("answers " + status.getKey(), status.getValue()));
        proof.figure("wrong answers", wrong.size()).write();
    }

    private static JsonNode document() {
        try (var file = ApiContract.class.getResourceAsStream("/openapi/openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
