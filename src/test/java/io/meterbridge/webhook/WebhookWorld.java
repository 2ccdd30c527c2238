package io.meterbridge.webhook;

import io.meterbridge.api.ApiClient;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.sandbox.SimulatedReceiver;
import io.meterbridge.world.MeteringWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The application, a receiver, and sellers with endpoints there. */
public final class WebhookWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MeteringWorld world;
    private final ApiClient nobody;
    private final ApiClient operator;

    private WebhookWorld(Map<String, Object> settings) {
        // real receivers look at their own clock
        world = MeteringWorld.at(Instant.now().truncatedTo(ChronoUnit.MICROS).toString(), settings);
        nobody = ApiClient.nobodyAt(world.port());
        var credential = world.bean(OperatorCredential.class);
        operator = nobody.signedIn(credential.clientId(), credential.secret());
    }

    /** A world whose clock stands at this moment until a test moves it. */
    public static WebhookWorld with(Map<String, Object> settings) {
        return new WebhookWorld(settings);
    }

    public MeteringWorld world() {
        return world;
    }

    public SimulatedReceiver receiver() {
        return world.sandbox().receiver();
    }

    /** A seller of its own, signed in. */
    public Seller seller() {
        var created = operator.post("/sellers", Map.of("name", "Seller " + UUID.randomUUID())).is(201);
        return new Seller(this, UUID.fromString(created.at("/id")),
                nobody.signedIn(created.at("/client_id"), created.at("/client_secret")));
    }

    /** Waits until this holds. */
    public static void await(String what, java.util.concurrent.Callable<Boolean> holds) {
        Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(holds);
    }

    @Override
    public void close() {
        world.close();
    }

    /** A seller that wants to be told. */
    public record Seller(WebhookWorld home, UUID id, ApiClient api) {

        /** An endpoint at the receiver, which knows its secret. */
        public Receiving endpoint(String... types) {
            return endpoint(Map.of(), types);
        }

        Receiving endpoint(Map<String, Object> more, String... types) {
            var path = "/" + UUID.randomUUID();
            var body = new java.util.HashMap<String, Object>(more);
            body.put("url", home.receiver().url(path));
            body.put("event_types", List.of(types));
            var created = api.post("/webhooks/endpoints", body).is(201);
            home.receiver().trust(path, created.at("/secret"));
            return new Receiving(this, created.at("/id"), path, created.at("/secret"));
        }

        /** Something happens; the answer is its webhook-id. */
        public String happens(EventType type, Instant deadline, Object data) {
            return home.world.bean(SellerTransactions.class).forSeller(id,
                    () -> home.world.bean(EventOutbox.class).record(id,
                            new OutgoingEvent(type, home.world.clock().instant(), deadline, data)));
        }

        /** A contract of this name ends. */
        public String cancelled(String contract) {
            return happens(EventType.CONTRACT_CANCELLED, null,
                    Map.of("contract", Map.of("id", contract, "cloud", "aws")));
        }
    }

    /** An endpoint of a seller, and the receiver's end of it. */
    public record Receiving(Seller seller, String id, String path, String secret) {

        /** The one delivery of an event to this endpoint, with its attempts. */
        ApiClient.Answer delivery(String webhookId) {
            var page = seller.api().get("/webhooks/deliveries?event_id=" + webhookId + "&endpoint_id=" + id).is(200);
            return seller.api().get("/webhooks/deliveries/" + page.at("/results/0/id")).is(200);
        }

        /** Waits until this many attempts of a delivery were recorded and none is under way. */
        ApiClient.Answer afterAttempts(String webhookId, int attempts) {
            await(attempts + " attempts for " + webhookId, () -> {
                var delivery = delivery(webhookId).body();
                return delivery.get("history").size() >= attempts
                        && !delivery.get("status").asText().equals("sending");
            });
            return delivery(webhookId);
        }

        ApiClient.Answer now() {
            return seller.api().get("/webhooks/endpoints/" + id).is(200);
        }

        List<String> outcomes(String webhookId) {
            var outcomes = new ArrayList<String>();
            delivery(webhookId).body().get("history").forEach(each -> outcomes.add(each.get("outcome").asText()));
            return outcomes;
        }
    }
}
