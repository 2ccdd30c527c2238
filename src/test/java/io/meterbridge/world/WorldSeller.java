package io.meterbridge.world;

import io.meterbridge.mapping.MappingRequest;
import io.meterbridge.mapping.MappingResult;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.secret.SecretBox;
import java.math.BigDecimal;
import java.time.Instant;
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
    private final String product = "prod-" + COUNT.incrementAndGet();
    private final OrbAccount orb;
    private final AtomicInteger contracts = new AtomicInteger();
    private WorldGoogle google;

    WorldSeller(MeteringWorld world, String startDate) {
        this.world = world;
        var key = "orb-key-" + id;
        orb = world.sandbox().orb().addAccount(key, OrbMode.LIVE).withoutRateLimits();
        var now = MeteringWorld.utc(world.clock().instant());
        sql("insert into seller (id, name, created_at) values (:id, 'Seller', :now)",
                Map.of("id", id, "now", now));
        var secrets = world.bean(SecretBox.class);
        sql("""
                insert into integration (seller_id, provider, status, sealed_secret, start_at, mode, verified_at,
                    updated_at) values (:id, 'orb', 'connected', :secret, :start, 'live', :now, :now)""",
                Map.of("id", id, "now", now, "start", MeteringWorld.utc(Instant.parse(startDate + "T00:00:00Z")),
                        "secret", secrets.seal("{\"api_key\":\"" + key + "\"}",
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
        var environment = world.sandbox().environment();
        return "{\"access_key_id\":\"" + environment.get("AWS_ACCESS_KEY_ID")
                + "\",\"secret_access_key\":\"" + environment.get("AWS_SECRET_ACCESS_KEY") + "\"}";
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

    /** A contract that starts at an instant, known to the simulated AWS, not mapped yet. */
    public WorldContract contract(String startAt) {
        return contract(startAt, unitPrice());
    }

    /** The same with a unit price of its own. */
    public WorldContract contract(String startAt, BigDecimal unitPrice) {
        int number = contracts.incrementAndGet();
        return WorldContract.onAws(world, this, product, startAt, number, unitPrice);
    }

    /** A contract on Google Cloud, which the seller is connected to when it first asks for one. */
    public synchronized WorldContract gcpContract(String startAt) {
        if (google == null) {
            google = WorldGoogle.connect(world, this);
        }
        return WorldContract.onGoogle(world, this, google, startAt);
    }

    /** Maps a contract to a subscription of this seller's Orb account, as the API does. */
    MappingResult map(UUID contractId, String subscriptionId) {
        return world.bean(ProducerTemplate.class).requestBody("direct:mapping-change",
                new MappingRequest(id, MappingRequest.TargetKind.CONTRACT, contractId, subscriptionId),
                MappingResult.class);
    }

    void sql(String statement, Map<String, ?> parameters) {
        world.jdbc().sql(statement).params(parameters).update();
    }

    static BigDecimal unitPrice() {
        return new BigDecimal("0.01");
    }
}
