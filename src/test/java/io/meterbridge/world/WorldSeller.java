package io.meterbridge.world;

import io.meterbridge.mapping.MappingRequest;
import io.meterbridge.mapping.MappingResult;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secretscan.KnownSecrets;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ProducerTemplate;

/** A seller with one AWS listing metered by licence at 0.01 a unit, and as many contracts as a test wants. */
public final class WorldSeller {

    static final String DIMENSION = "usage_fee";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final MeteringWorld world;
    private final UUID id = UUID.randomUUID();
    private final UUID listingId = UUID.randomUUID();
    private final int number = COUNT.incrementAndGet();
    private final String product = "prod-" + number;
    private final String orbKey = "orb-key-" + id;
    private final OrbAccount orb;
    private final AtomicInteger contracts = new AtomicInteger();
    private boolean byCustomer;
    private WorldGoogle google;

    WorldSeller(MeteringWorld world, String startDate) {
        this.world = world;
        orb = world.sandbox().orb().addAccount(orbKey, OrbMode.LIVE).withoutRateLimits();
        KnownSecrets.note(orbKey);
        KnownSecrets.note(awsSecret());
        acceptAwsKey();
        var now = MeteringWorld.utc(world.clock().instant());
        sql("insert into seller (id, name, created_at) values (:id, 'Seller', :now)",
                Map.of("id", id, "now", now));
        var secrets = world.bean(SecretBox.class);
        sql("""
                insert into integration (seller_id, provider, status, sealed_secret, start_at, mode, verified_at,
                    updated_at) values (:id, 'orb', 'connected', :secret, :start, 'live', :now, :now)""",
                Map.of("id", id, "now", now, "start", MeteringWorld.utc(Instant.parse(startDate + "T00:00:00Z")),
                        "secret", secrets.seal("{\"api_key\":\"" + orbKey + "\"}",
                                SecretBox.identityOf("integration", id, "orb"))));
        sql("""
                insert into integration (seller_id, provider, status, settings, sealed_secret, verified_at,
                    updated_at) values (:id, 'aws', 'connected', '{"region":"us-east-1"}', :secret, :now, :now)""",
                Map.of("id", id, "now", now, "secret", secrets.seal(awsKeys(),
                        SecretBox.identityOf("integration", id, "aws"))));
        sql("insert into orb_budget (seller_id, tokens, refilled_at) values (:id, 25000, :now)", Map.of("id", id, "now", now));
        sql("""
                insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                    value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
                values (:listing, :id, 'aws', :product, 'Listing', :dimension, 0.01, 'USD', 'int64', 'total',
                    false, 'license', :now, :now)""",
                Map.of("id", id, "listing", listingId, "product", product, "dimension", DIMENSION, "now", now));
    }

    private String awsKeys() {
        return "{\"access_key_id\":\"" + awsKeyId() + "\",\"secret_access_key\":\"" + awsSecret() + "\"}";
    }

    private String awsKeyId() {
        return "AKIASELLER%06d".formatted(number);
    }

    private String awsSecret() {
        return "seller/secret/" + number;
    }

    /** The account that the seller's key belongs to. */
    String awsAccount() {
        return "%012d".formatted(300_000_000_000L + number);
    }

    /** Lets AWS take the seller's key, as it does at first. */
    public void acceptAwsKey() {
        world.sandbox().identities().addKey(awsKeyId(), awsSecret(), awsAccount());
    }

    /** Lets AWS refuse the seller's key. */
    public void refuseAwsKey() {
        world.sandbox().identities().removeKey(awsKeyId());
    }

    /** Lets Orb take the seller's key, as it does at first. */
    public void acceptOrbKey() {
        world.sandbox().orb().addKey(orbKey, orb);
    }

    /** Lets Orb refuse the seller's key. */
    public void refuseOrbKey() {
        world.sandbox().orb().revokeKey(orbKey);
    }

    public UUID id() {
        return id;
    }

    public UUID listingId() {
        return listingId;
    }

    /** The seller's account at the simulated Orb. */
    public OrbAccount orb() {
        return orb;
    }

    /** Lets AWS idle hours be told with zeros. */
    public WorldSeller tellsZeros() {
        sql("update listing set zero_quantity = true where id = :id", Map.of("id", listingId));
        return this;
    }

    /** Lets the listing only show what it would send, or send again. */
    public WorldSeller inShadow(boolean shadow) {
        sql("update listing set shadow = :shadow where id = :id", Map.of("id", listingId, "shadow", shadow));
        return this;
    }

    /** Lets records of its listing wait for a human, as the policy says; null lets all go. */
    public WorldSeller holds(String policy) {
        var parameters = new HashMap<String, Object>(Map.of("id", listingId));
        parameters.put("policy", policy);
        sql("update listing set hold = :policy::jsonb where id = :id", parameters);
        return this;
    }

    /** Meters the old way, by product code and customer; before the first contract. */
    public WorldSeller metersByCustomer() {
        byCustomer = true;
        sql("update listing set metering_identity = 'customer' where id = :id", Map.of("id", listingId));
        return this;
    }

    boolean isMeteredByCustomer() {
        return byCustomer;
    }

    public String product() {
        return product;
    }

    /** A contract that starts at an instant, known to the simulated AWS, not mapped yet. */
    public WorldContract contract(String startAt) {
        return contract(startAt, unitPrice());
    }

    /** The same with a unit price of its own. */
    public WorldContract contract(String startAt, BigDecimal unitPrice) {
        var account = "%012d".formatted(200_000_000_000L + contracts.incrementAndGet());
        return WorldContract.ofNewBuyer(world, this, account, Instant.parse(startAt), unitPrice);
    }

    /**
     * A contract on a marketplace of this name, at 0.01 a unit, not mapped yet.
     *
     * @param buyer the cloud identifier by which the marketplace knows its buyer
     */
    public UUID contractOn(String cloud, String buyer, String startAt) {
        var contract = UUID.randomUUID();
        var parameters = new HashMap<String, Object>(Map.of("seller", id, "cloud", cloud, "buyer", UUID.randomUUID(),
                "name", buyer, "listing", listingId, "contract", contract, "dimension", DIMENSION,
                "start", MeteringWorld.utc(Instant.parse(startAt)),
                "now", MeteringWorld.utc(world.clock().instant())));
        parameters.put("price", unitPrice());
        sql("update listing set cloud = :cloud where id = :listing", parameters);
        sql("""
                insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                    last_modified_at)
                values (:buyer, :seller, :cloud, :name, :name, jsonb_build_object('buyer', :name::text), :now, :now)""",
                parameters);
        sql("""
                insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                    cloud_identifiers, created_at, last_modified_at)
                values (:contract, :seller, :buyer, :listing, :cloud, 'active', :start, :name, '{}', :now, :now)""",
                parameters);
        sql("""
                insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                    currency, learnt_from)
                values (:seller, :contract, :start, :now, :dimension, :price, 'USD', 'listing')""", parameters);
        return contract;
    }

    /** A contract on Google Cloud, which the seller is connected to when it first asks for one. */
    public synchronized WorldGoogleContract gcpContract(String startAt) {
        if (google == null) {
            google = WorldGoogle.connect(world, this);
        }
        return new WorldGoogleContract(world, this, google, Instant.parse(startAt));
    }

    /** An entitlement on Google Cloud that nobody registered. */
    public synchronized WorldEntitlement entitlement(String startAt) {
        if (google == null) {
            google = WorldGoogle.connect(world, this);
        }
        return new WorldEntitlement(world, this, google, Instant.parse(startAt));
    }

    /** Maps a contract to a subscription of this seller's Orb account, as the API does. */
    public MappingResult map(UUID contractId, String subscriptionId) {
        return world.bean(ProducerTemplate.class).requestBody("direct:mapping-change",
                new MappingRequest(id, MappingRequest.TargetKind.CONTRACT, contractId, subscriptionId),
                MappingResult.class);
    }

    public void sql(String statement, Map<String, ?> parameters) {
        world.jdbc().sql(statement).params(parameters).update();
    }

    static BigDecimal unitPrice() {
        return new BigDecimal("0.01");
    }
}
