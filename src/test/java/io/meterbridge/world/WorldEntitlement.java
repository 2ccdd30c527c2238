package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.inbox.Ingress;
import io.meterbridge.inbox.RawMessage;
import io.meterbridge.sandbox.GoogleEntitlement;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** An entitlement on Google Cloud that nobody registered: its contract comes by notifications. */
public final class WorldEntitlement {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final WorldGoogle google;
    private final GoogleEntitlement truth;

    WorldEntitlement(MeteringWorld world, WorldSeller seller, WorldGoogle google, Instant start) {
        var id = "ent-" + COUNT.incrementAndGet();
        this.world = world;
        this.seller = seller;
        this.google = google;
        truth = world.sandbox().google()
                .entitlement(google.providerId(), google.serviceName(), id, "project_number:" + id)
                .metric(google.metric(), WorldSeller.unitPrice())
                .bought("account-of-" + id, google.serviceName(), "payg").startsAt(start);
    }

    /** What Google answers when it is asked. */
    public GoogleEntitlement truth() {
        return truth;
    }

    /** Lets Meterbridge approve what waits for the provider. */
    public WorldEntitlement approvedHere() {
        seller.sql("""
                update integration set settings = settings || '{"approval_mode":"auto"}'
                where seller_id = :id and provider = 'gcp'""", Map.of("id", seller.id()));
        return this;
    }

    /** Google says that this happened at an instant. */
    public void says(String type, String at) {
        var message = JsonNodeFactory.instance.objectNode().put("eventId", type + "-" + at)
                .put("eventType", "ENTITLEMENT_" + type).put("providerId", google.providerId());
        message.putObject("entitlement").put("id", truth.id()).put("updateTime", at);
        world.bean(Ingress.class).store(new RawMessage(seller.id(), "gcp", "pub-sub", UUID.randomUUID().toString(),
                message.toString().getBytes(StandardCharsets.UTF_8), world.clock().instant()));
    }

    /** The contract's row. */
    public Map<String, Object> row() {
        return world.jdbc().sql("select * from contract where identity_key = :id").param("id", truth.id())
                .query().singleRow();
    }

    /** Maps the contract to a subscription that begins at an instant with one usage price. */
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
                and body::jsonb -> 'data' -> 'contract' -> 'cloud_identifiers' ->> 'entitlement_id' = :id
                order by recorded_at, id""")
                .param("seller", seller.id()).param("id", truth.id()).query(String.class).list().stream()
                .map(WorldEntitlement::tree).toList();
    }

    /** Waits until the seller was told these types about the contract, in any order. */
    public void awaitTold(String... types) {
        Awaitility.await("what is told about " + truth.id()).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(told()).extracting(event -> event.get("type").asText())
                        .containsExactlyInAnyOrder(types));
    }

    /** Waits until each notification about it is in one of these states. */
    public void awaitNotifications(String... states) {
        Awaitility.await("notifications about " + truth.id()).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(world.jdbc().sql("""
                        select state from notification_inbox where contract_key = :id order by occurred_at""")
                        .param("id", truth.id()).query(String.class).list()).containsExactly(states));
    }

    /** Units Google accepted for it. */
    public long acceptedUnits() {
        return world.sandbox().google().totalUnits(truth.usageReportingId(), google.metric()).longValueExact();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
