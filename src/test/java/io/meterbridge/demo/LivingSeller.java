package io.meterbridge.demo;

import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.PubSubServer;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SqsServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A seller that registers no contract: they come, change, go on and end by what the marketplaces say, and the seller's
 * receiver hears of each step, signed.
 */
final class LivingSeller {

    static final String DIMENSION = "usage_fee";

    /** The steps of a life, as the seller is told of them. */
    static final List<String> STEPS = List.of("contract.created", "contract.modified", "contract.renewed",
            "contract.cancelled");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "the-living-application-secret";

    private final Sandbox sandbox;
    private final SqsServer sqs;
    private final PubSubServer pubSub;
    private final ApiClient api;
    private final URI webhook;
    private final String unique = UUID.randomUUID().toString();
    private final String product = "prod-" + unique;
    private final String offer = "offer-" + unique;
    private final String service = "service-" + unique + ".example.com";
    private final String provider = "provider-" + unique;
    private final String tenant = UUID.randomUUID().toString();
    private final String client = UUID.randomUUID().toString();
    private final String subscription = "projects/sandbox/subscriptions/s-" + unique;
    private final String queue;
    private final String receiver = "/" + unique;

    private LivingSeller(Sandbox sandbox, SqsServer sqs, PubSubServer pubSub, ApiClient anonymous,
            ApiClient.Answer made, int port) {
        this.sandbox = sandbox;
        this.sqs = sqs;
        this.pubSub = pubSub;
        this.api = anonymous.signedIn(made.at("/client_id"), made.at("/client_secret"));
        this.webhook = URI.create("http://localhost:" + port + "/hooks/azure/" + made.at("/id"));
        this.queue = sqs.newQueue("q-" + unique);
        pubSub.newSubscription(subscription);
    }

    /** Registers the seller and connects its marketplaces, each with a way in, and its receiver. */
    static LivingSeller register(Sandbox sandbox, SqsServer sqs, PubSubServer pubSub, ApiClient operator,
            ApiClient anonymous, int port) {
        var made = operator.post("/sellers", Map.of("name", "Adventure Works")).is(201);
        var seller = new LivingSeller(sandbox, sqs, pubSub, anonymous, made, port);
        seller.connect();
        return seller;
    }

    private void connect() {
        var account = Long.toString(900_000_000_000L + Math.abs(unique.hashCode()));
        var key = sandbox.identities().addKey("AKIALIVING" + account, "the-living/secret/key", account);
        api.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id", key.accessKeyId(),
                "secret_access_key", key.secretAccessKey(), "notifications_queue_url", queue)).is(200);
        sandbox.applications().register(tenant, client, SECRET);
        api.put("/integrations/azure", Map.of("tenant_id", tenant, "client_id", client, "client_secret", SECRET)).is(200);
        var google = sandbox.google().serviceAccount("bridge@" + provider + ".example.com", provider);
        api.put("/integrations/gcp", Map.of("provider_id", provider, "service_account_json", google.keyFile(),
                "pubsub_subscription", subscription)).is(200);
        listing("aws", product, DIMENSION, Map.of("metering_identity", "license"));
        listing("azure", offer, DIMENSION, Map.of());
        var metric = service + "/" + DIMENSION;
        listing("gcp", service, metric, Map.of("service_name", service,
                "plans", Map.of("pro", Map.of("id", metric, "unit_price", "0.02"))));
        var endpoint = api.post("/webhooks/endpoints", Map.of("url", sandbox.receiver().url(receiver),
                "event_types", STEPS)).is(201);
        sandbox.receiver().trust(receiver, endpoint.at("/secret"));
    }

    private void listing(String cloud, String cloudId, String dimension, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("cloud", cloud, "cloud_id", cloudId, "title",
                "Adventure Works", "usage_dimension", Map.of("id", dimension, "unit_price", "0.01")));
        body.putAll(more);
        api.post("/listings", body).is(201);
    }

    /**
     * Lets a contract live on each marketplace, from the purchase to the cancellation, and waits for each step until
     * the receiver has verified what it was told.
     *
     * @param now asked for every step, and again and again while waiting
     */
    void live(Supplier<Instant> now) {
        var contracts = List.of(new AwsLife(sandbox, sqs, queue, product),
                new AzureLife(sandbox, webhook, tenant, client, offer),
                new GoogleLife(sandbox, pubSub, subscription, provider, service));
        var steps = List.<BiConsumer<LivingContract, Instant>>of(LivingContract::begins, LivingContract::changes,
                LivingContract::goesOn, LivingContract::ends);
        for (int step = 0; step < steps.size(); step++) {
            var type = STEPS.get(step);
            var expected = verified(null, type) + contracts.size();
            for (var contract : contracts) {
                steps.get(step).accept(contract, now.get());
            }
            Awaitility.await(type + " to be told").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                now.get();
                return verified(null, type) >= expected;
            });
        }
    }

    /**
     * How many events the receiver has verified.
     *
     * @param cloud null for all
     */
    long verified(String cloud, String type) {
        return sandbox.receiver().receivedAt(receiver).stream().filter(event -> event.says(type, cloud)).count();
    }

    /** What the receiver has verified, a line per cloud. */
    List<String> table() {
        var format = "  %-8s %9s %9s %9s %10s";
        var head = String.format(format, "cloud", "created", "modified", "renewed", "cancelled");
        return Stream.concat(Stream.of(head), Stream.of("aws", "azure", "gcp").map(cloud -> String.format(format, cloud,
                verified(cloud, STEPS.get(0)), verified(cloud, STEPS.get(1)), verified(cloud, STEPS.get(2)),
                verified(cloud, STEPS.get(3))))).toList();
    }
}
