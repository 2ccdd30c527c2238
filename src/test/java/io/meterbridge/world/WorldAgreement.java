package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.inbox.Ingress;
import io.meterbridge.inbox.RawMessage;
import io.meterbridge.mapping.MappingResult;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.MarketplaceAgreement;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * An agreement on AWS that nobody registered: its contract comes by notifications, as EventBridge sends them to
 * the seller's queue. It begins, is amended and ends when a test says so; what is true of it changes with that.
 */
public final class WorldAgreement {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final String id;
    private final String account;
    private final String license;
    private final AwsAgreement metered;
    private final MarketplaceAgreement truth;

    private WorldAgreement(MeteringWorld world, WorldSeller seller, String account, Instant start, String price) {
        var number = COUNT.incrementAndGet();
        this.world = world;
        this.seller = seller;
        this.account = account == null ? "%012d".formatted(700_000_000_000L + number) : account;
        id = "agmt-" + seller.product() + "-" + number;
        license = "arn:aws:license-manager::294406891311:license:l-" + number;
        metered = world.sandbox().aws().agreement(seller.product(), this.account)
                .dimension(WorldSeller.DIMENSION, new BigDecimal(price)).startsAt(start).license(license);
        truth = world.sandbox().agreements().agreement(id, this.account)
                .runs(start, start.plus(Duration.ofDays(365))).usagePrice(WorldSeller.DIMENSION, price);
    }

    /** An agreement of a new buyer, true from now on. */
    public static WorldAgreement of(MeteringWorld world, WorldSeller seller, String startAt, String price) {
        return new WorldAgreement(world, seller, null, Instant.parse(startAt), price);
    }

    /** An agreement that follows this one, true from now on; this one is over. */
    public WorldAgreement followedBy(String startAt, String price, String status) {
        metered.endsAt(Instant.parse(startAt));
        truth.status(status);
        var next = new WorldAgreement(world, seller, account, Instant.parse(startAt), price);
        next.truth.follows(id);
        return next;
    }

    /** What the buyer's browser brings to the landing page. */
    public String registrationToken() {
        return world.sandbox().aws().registrationToken(seller.awsAccount(), seller.product(), "customer-of-" + license,
                account, license);
    }

    /** Its licence. */
    public String license() {
        return license;
    }

    /** What AWS answers when it is asked. */
    public MarketplaceAgreement truth() {
        return truth;
    }

    /** Says that it began: NEW, or RENEW or REPLACE after another one. */
    public void created(String intent, WorldAgreement previous, String at) {
        var detail = agreement("ACTIVE").put("requestId", "created-" + id);
        ((ObjectNode) detail.get("agreement")).put("intent", intent);
        if (previous != null) {
            ((ObjectNode) detail.get("agreement")).put("previousAgreementId", previous.id);
        }
        send("Purchase Agreement Created - Proposer", at, detail);
    }

    /** Says which product and licence it is. */
    public void licensed(String at) {
        var detail = agreement(null).put("requestId", "licensed-" + id);
        detail.putObject("product").put("code", seller.product()).put("id", "prod-entity");
        // as in the documentation's sample, without how an ARN begins
        detail.putObject("license").put("arn", license.substring("arn:".length()));
        send("License Updated - Manufacturer", at, detail);
    }

    /** Changes its price. */
    public void amended(String price, String at) {
        metered.dimension(WorldSeller.DIMENSION, new BigDecimal(price));
        truth.usagePrice(WorldSeller.DIMENSION, price);
        send("Purchase Agreement Amended - Proposer", at, agreement("ACTIVE").put("requestId", "amended-" + id + at));
    }

    /** Ends it, by AWS's word for why. */
    public void ended(String status, String at) {
        truth.status(status);
        metered.endsAt(Instant.parse(at));
        saysEnded(status, at);
    }

    /** Says that it ended. */
    public void saysEnded(String status, String at) {
        send("Purchase Agreement Ended - Proposer", at, agreement(status).put("requestId", "ended-" + id));
    }

    /** Says that its licence is taken back. */
    public void deprovisioned(String at) {
        var detail = agreement(null).put("requestId", "deprovisioned-" + id);
        detail.putObject("license").put("arn", license);
        send("License Deprovisioned - Manufacturer", at, detail);
    }

    /** The contract it became, once it did. */
    public UUID contract() {
        return Awaitility.await("contract of " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> world.jdbc().sql("select id from contract where identity_key = :id")
                        .param("id", id).query(UUID.class).optional().orElse(null), found -> found != null);
    }

    /** The contract's row. */
    public Map<String, Object> row() {
        return world.jdbc().sql("select * from contract where identity_key = :id").param("id", id).query().singleRow();
    }

    /** Maps the contract to a subscription that begins at an instant with one usage price. */
    public OrbSubscription subscription(String startsAt) {
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse(startsAt))
                .price(OrbPrice.usage(WorldContract.PRICE, "API calls"));
        mapTo(subscription);
        return subscription;
    }

    /** Maps the contract to a subscription. */
    public MappingResult mapTo(OrbSubscription subscription) {
        return seller.map(contract(), subscription.id());
    }

    /** What the seller was told about the contract so far, in that order. */
    public List<JsonNode> told() {
        return world.jdbc().sql("""
                select o.body from event_outbox o where o.seller_id = :seller
                and o.body::jsonb -> 'data' -> 'contract' -> 'cloud_identifiers' ->> 'agreement_id' = :id
                order by o.recorded_at, o.id""")
                .param("seller", seller.id()).param("id", id).query(String.class).list().stream()
                .map(WorldAgreement::tree).toList();
    }

    /** Waits until the seller was told these types about the contract, in any order. */
    public void awaitTold(String... types) {
        Awaitility.await("what is told about " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(told())
                        .extracting(event -> event.get("type").asText()).containsExactlyInAnyOrder(types));
    }

    /** Waits until no notification about it waits to be worked on now. */
    public void awaitWorkedOff() {
        Awaitility.await("notifications about " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> world.jdbc().sql("""
                        select not exists (select from notification_inbox where contract_key = :id
                            and (state = 'processing' or state = 'received' and next_attempt_at <= :now))""")
                        .param("id", id).param("now", MeteringWorld.utc(world.clock().instant()))
                        .query(Boolean.class).single());
    }

    /** State and reason of each notification about it, oldest first. */
    public List<String> notifications() {
        return world.jdbc().sql("""
                select event_type || ' ' || state || coalesce(': ' || reason, '') from notification_inbox
                where contract_key = :id order by occurred_at, received_at""")
                .param("id", id).query(String.class).list();
    }

    /** Units AWS accepted for it. */
    public long acceptedUnits() {
        return world.sandbox().aws().totalUnits(metered.licenseIdentity(), WorldSeller.DIMENSION);
    }

    private ObjectNode agreement(String status) {
        var detail = JsonNodeFactory.instance.objectNode().put("catalog", "AWSMarketplace");
        var agreement = detail.putObject("agreement").put("id", id);
        if (status != null) {
            agreement.put("status", status);
        }
        detail.putObject("acceptor").put("accountId", account);
        return detail;
    }

    private void send(String type, String at, ObjectNode detail) {
        var event = JsonNodeFactory.instance.objectNode().put("version", "0").put("id", UUID.randomUUID().toString())
                .put("detail-type", type).put("source", "aws.agreement-marketplace").put("region", "us-east-1")
                .put("time", at);
        event.set("detail", detail);
        world.bean(Ingress.class).store(new RawMessage(seller.id(), "aws", "sqs", UUID.randomUUID().toString(),
                event.toString().getBytes(StandardCharsets.UTF_8), world.clock().instant()));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
