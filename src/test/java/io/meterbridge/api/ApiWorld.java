package io.meterbridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.ApiClient.Answer;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.SharedWorlds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A running application and its callers: the operator, and sellers taken on through the API. One for most
 * test classes, because every seller is a world of its own; its clock stands at {@link #NOW}.
 */
public final class ApiWorld implements AutoCloseable {

    /** Where its clock stands. */
    public static final String NOW = "2026-03-10T12:05:00Z";
    /** The hour before. */
    public static final String LAST_HOUR = "2026-03-10T11:00:00Z";

    private static ApiWorld shared;
    private static ApiWorld sending;

    private final MeteringWorld world = MeteringWorld.at(NOW);
    private final ApiClient operator;

    /** A world of a test class's own; whoever asks for it closes it. */
    ApiWorld() {
        var credential = world.bean(OperatorCredential.class);
        operator = nobody().signedIn(credential.clientId(), credential.secret());
    }

    /** The one that most test classes share. */
    public static synchronized ApiWorld shared() {
        if (shared == null) {
            shared = open();
        }
        shared.world.goOn();
        return shared;
    }

    /** Another world that tests share: those that send records, and leave none waiting for the next. */
    public static synchronized ApiWorld sending() {
        if (sending == null) {
            sending = open();
        }
        sending.world.goOn();
        return sending;
    }

    private static ApiWorld open() {
        var world = new ApiWorld();
        SharedWorlds.keep(world.world);
        return world;
    }

    /** What it runs in. */
    public MeteringWorld world() {
        return world;
    }

    /** A caller who has not signed in. */
    public ApiClient nobody() {
        return ApiClient.nobodyAt(world.port());
    }

    /** The operator, signed in. */
    public ApiClient operator() {
        return operator;
    }

    /** A seller of its own, signed in. */
    public ApiClient newSeller() {
        var created = operator.post("/sellers", Map.of("name", "Seller " + UUID.randomUUID())).is(201);
        return nobody().signedIn(created.at("/client_id"), created.at("/client_secret"));
    }

    /** Connects a seller to an Orb account of its own. */
    public OrbAccount connectOrb(ApiClient seller) {
        var key = "orb-key-" + UUID.randomUUID();
        var account = world.sandbox().orb().addAccount(key, OrbMode.LIVE).withoutRateLimits();
        seller.put("/integrations/orb", orb(key, "2026-03-01")).is(200);
        return account;
    }

    static Map<String, Object> orb(String key, String startDate) {
        return Map.of("api_key", key, "start_date", startDate, "mode", "live");
    }

    /** A subscription that began with March and cost this much in the hour before {@link #NOW}. */
    public static OrbSubscription subscription(OrbAccount orb, String cost) {
        var subscription = orb.addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse("2026-03-01T00:00:00Z"))
                .price(OrbPrice.usage("price-1", "API calls"));
        subscription.cost("price-1", Instant.parse("2026-03-10T11:30:00Z"), new BigDecimal(cost));
        return subscription;
    }

    public static Map<String, Object> mapping(String subscriptionId) {
        return Map.of("external_associations",
                Map.of("orb", Map.of("mapped_object", Map.of("id", subscriptionId))));
    }

    /** A listing body; {@code more} goes over it. */
    public static Map<String, Object> listing(String cloud, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("cloud", cloud, "cloud_id", "product-" + UUID.randomUUID(),
                "title", "A product", "usage_dimension", Map.of("id", "units", "unit_price", "0.01")));
        body.putAll(more);
        return body;
    }

    /** The id of a new AWS listing in identity mode license. */
    static String awsListing(ApiClient seller) {
        return seller.post("/listings", listing("aws", Map.of("cloud_id", "pc-1", "zero_quantity", false)))
                .is(201).at("/id");
    }

    /** An AWS contract of a buyer of its own; {@code more} goes over it. */
    static Map<String, Object> awsContract(String listingId, Map<String, ?> more) {
        var unique = UUID.randomUUID().toString();
        var body = new HashMap<String, Object>(Map.of("cloud", "aws", "listing_id", listingId,
                "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "Northwind", "cloud_identifiers",
                        Map.of("product_code", "pc-1", "customer_identifier", "ci-" + unique,
                                "customer_aws_account_id", "acct-" + unique)),
                "cloud_identifiers", Map.of("agreement_id", "agmt-" + unique,
                        "license_arn", "arn:aws:license-manager::294406891311:license:l-" + unique)));
        body.putAll(more);
        return body;
    }

    /** A new AWS contract as the API answered it. */
    static Answer newContract(ApiClient seller) {
        return seller.post("/contracts", awsContract(awsListing(seller), Map.of())).is(201);
    }

    /** Texts at a pointer into each of a page's results. */
    static List<String> each(Answer page, String pointer) {
        List<String> texts = new ArrayList<>();
        for (JsonNode result : page.body().get("results")) {
            texts.add(result.at(pointer).asText());
        }
        return texts;
    }

    @Override
    public void close() {
        world.close();
    }
}
