package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.inbox.Ingress;
import io.meterbridge.inbox.RawMessage;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secretscan.KnownSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A subscription on Azure that nobody registered, of a seller with an offer of its own: it comes by the webhook. */
public final class WorldSubscription {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "another-application-secret";

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final String tenant = UUID.randomUUID().toString();
    private final String client = UUID.randomUUID().toString();
    private final AzureSubscription truth;

    private WorldSubscription(MeteringWorld world, WorldSeller seller, Instant start) {
        this.world = world;
        this.seller = seller;
        world.sandbox().applications().register(tenant, client, SECRET);
        truth = world.sandbox().azure().subscription(UUID.randomUUID().toString(), "offer-" + client, "silver")
                .dimension("silver", WorldSeller.DIMENSION, new BigDecimal("0.01"))
                .dimension("gold", WorldSeller.DIMENSION, new BigDecimal("0.02"))
                .soldThrough(client).bought(UUID.randomUUID().toString(), start, start.plus(Duration.ofDays(30)));
        connect();
    }

    /** A subscription of a new seller's only offer. */
    public static WorldSubscription of(MeteringWorld world, WorldSeller seller, String startAt) {
        return new WorldSubscription(world, seller, Instant.parse(startAt));
    }

    private void connect() {
        KnownSecrets.note(SECRET);
        var now = MeteringWorld.utc(world.clock().instant());
        var secret = world.bean(SecretBox.class).seal("{\"client_secret\":\"" + SECRET + "\"}",
                SecretBox.identityOf("integration", seller.id(), "azure"));
        seller.sql("""
                insert into integration (seller_id, provider, status, settings, sealed_secret, verified_at,
                    updated_at)
                values (:id, 'azure', 'connected',
                    jsonb_build_object('tenant_id', :tenant::text, 'client_id', :client::text), :secret, :now, :now)""",
                Map.of("id", seller.id(), "tenant", tenant, "client", client, "secret", secret, "now", now));
        seller.sql("""
                insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                    value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
                values (:listing, :id, 'azure', :offer, 'Listing', :dimension, :price, 'USD', 'int64', 'total',
                    false, 'contract', :now, :now)""",
                Map.of("id", seller.id(), "listing", UUID.randomUUID(), "offer", truth.offerId(),
                        "dimension", WorldSeller.DIMENSION, "price", WorldSeller.unitPrice(), "now", now));
    }

    /** What Azure answers when it is asked. */
    public AzureSubscription truth() {
        return truth;
    }

    /** The webhook says that this happened; the subscription travels as it was. */
    public void says(String action, String operation, String plan, String oldPlan, String at) {
        says("webhook", action, operation, plan, oldPlan, at);
    }

    /** The same by a way of one's own. */
    public void says(String transport, String action, String operation, String plan, String oldPlan, String at) {
        var message = JsonNodeFactory.instance.objectNode().put("id", operation).put("action", action)
                .put("subscriptionId", truth.id()).put("offerId", truth.offerId()).put("planId", plan)
                .put("timeStamp", at).put("status", "Succeeded");
        message.putNull("quantity");
        message.putObject("subscription").put("id", truth.id()).put("planId", oldPlan);
        world.bean(Ingress.class).store(new RawMessage(seller.id(), "azure", transport, null,
                message.toString().getBytes(StandardCharsets.UTF_8), world.clock().instant()));
    }

    /** The contract's row. */
    public Map<String, Object> row() {
        return world.jdbc().sql("select * from contract where identity_key = :id").param("id", truth.id())
                .query().singleRow();
    }

    /** Maps the contract to an Orb subscription that begins at an instant with one usage price. */
    public OrbSubscription subscription(String startsAt) {
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse(startsAt)).price(OrbPrice.usage(WorldContract.PRICE, "API calls"));
        seller.map((UUID) row().get("id"), subscription.id());
        return subscription;
    }

    /** What the seller was told about the contract so far, in that order. */
    public List<JsonNode> told() {
        return world.jdbc().sql("""
                select body from event_outbox where seller_id = :seller
                and body::jsonb -> 'data' -> 'contract' -> 'cloud_identifiers' ->> 'subscription_id' = :id
                order by recorded_at, id""")
                .param("seller", seller.id()).param("id", truth.id()).query(String.class).list().stream()
                .map(WorldSubscription::tree).toList();
    }

    /** Waits until the seller was told these types about the contract, in any order. */
    public void awaitTold(String... types) {
        Awaitility.await("what is told about " + truth.id()).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(told()).extracting(event -> event.get("type").asText())
                        .containsExactlyInAnyOrder(types));
    }

    /** Waits until the notifications about it are in these states, in the order of what they tell. */
    public void awaitNotifications(String... states) {
        Awaitility.await("notifications about " + truth.id()).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(world.jdbc().sql("""
                        select state from notification_inbox where contract_key = :id order by occurred_at""")
                        .param("id", truth.id()).query(String.class).list()).containsExactly(states));
    }

    /** Units Azure accepted for it. */
    public long acceptedUnits() {
        return world.sandbox().azure().totalUnits(truth, WorldSeller.DIMENSION).longValueExact();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
