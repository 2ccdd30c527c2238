package io.meterbridge.world;

import io.meterbridge.mapping.MappingResult;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.GoogleEntitlement;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A contract of a buyer of its own, and what the simulated marketplace knows it by. */
public final class WorldContract {

    static final String PRICE = "api-calls";

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final String cloud;
    private final UUID listing;
    private final String dimension;
    private final BigDecimal unitPrice;
    private final UUID id = UUID.randomUUID();
    private AwsAgreement agreement;
    private GoogleEntitlement entitlement;

    private WorldContract(MeteringWorld world, WorldSeller seller, String cloud, UUID listing, String dimension,
            BigDecimal unitPrice) {
        this.world = world;
        this.seller = seller;
        this.cloud = cloud;
        this.listing = listing;
        this.dimension = dimension;
        this.unitPrice = unitPrice;
    }

    /** On AWS, with a licence of its own. */
    static WorldContract onAws(MeteringWorld world, WorldSeller seller, String product, String startAt,
            int number, BigDecimal unitPrice) {
        var contract = new WorldContract(world, seller, "aws", seller.listingId(), WorldSeller.DIMENSION,
                unitPrice);
        var account = String.format("%012d", 200_000_000_000L + number);
        var license = "arn:aws:license-manager::" + account + ":license:l-"
                + contract.id.toString().replace("-", "");
        var start = Instant.parse(startAt);
        contract.agreement = world.sandbox().aws().agreement(product, account)
                .dimension(WorldSeller.DIMENSION, unitPrice)
                .license(license)
                .startsAt(start);
        contract.insert(start, "{\"customer_aws_account_id\":\"" + account + "\"}",
                "{\"license_arn\":\"" + license + "\"}");
        return contract;
    }

    /** On Google Cloud, with an entitlement of its own. */
    static WorldContract onGoogle(MeteringWorld world, WorldSeller seller, WorldGoogle google, String startAt) {
        var contract = new WorldContract(world, seller, "gcp", google.listingId(), google.metric(),
                WorldSeller.unitPrice());
        var consumer = "project_number:" + contract.id;
        var start = Instant.parse(startAt);
        contract.entitlement = world.sandbox().google()
                .entitlement(google.providerId(), google.serviceName(), "e-" + contract.id, consumer)
                .metric(google.metric(), WorldSeller.unitPrice())
                .startsAt(start);
        contract.insert(start, "{\"account_id\":\"a-" + contract.id + "\"}",
                "{\"entitlement_id\":\"e-" + contract.id + "\",\"usage_reporting_id\":\"" + consumer
                        + "\",\"plan\":\"payg\"}");
        return contract;
    }

    private void insert(Instant start, String buyerIdentifiers, String identifiers) {
        var buyer = UUID.randomUUID();
        var now = MeteringWorld.utc(world.clock().instant());
        seller.sql("""
                insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                    last_modified_at) values (:buyer, :seller, :cloud, 'Buyer', :key,
                    :identifiers::jsonb, :now, :now)""",
                Map.of("buyer", buyer, "seller", seller.id(), "cloud", cloud, "key", buyer.toString(),
                        "identifiers", buyerIdentifiers, "now", now));
        var columns = new HashMap<String, Object>(Map.of("id", id, "seller", seller.id(), "buyer", buyer,
                "listing", listing, "cloud", cloud, "start", MeteringWorld.utc(start),
                "identifiers", identifiers, "key", id.toString(), "now", now));
        seller.sql("""
                insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                    cloud_identifiers, created_at, last_modified_at)
                values (:id, :seller, :buyer, :listing, :cloud, 'active', :start, :key,
                    :identifiers::jsonb, :now, :now)""", columns);
        seller.sql("""
                insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                    currency, learnt_from)
                values (:seller, :id, :start, :now, :dimension, :price, 'USD', 'listing')""",
                Map.of("seller", seller.id(), "id", id, "start", MeteringWorld.utc(start), "now", now,
                        "dimension", dimension, "price", unitPrice));
    }

    public UUID id() {
        return id;
    }

    /** The price of one unit, in US dollars. */
    public BigDecimal unitPrice() {
        return unitPrice;
    }

    /** What the simulated AWS knows about it. */
    public AwsAgreement agreement() {
        return agreement;
    }

    /** What the simulated Google knows about it. */
    public GoogleEntitlement entitlement() {
        return entitlement;
    }

    /** Gives it a subscription that begins at an instant with one usage price, and maps it. */
    public OrbSubscription subscription(String startsAt) {
        var subscription = unmapped(startsAt);
        mapTo(subscription);
        return subscription;
    }

    /** A subscription that is not mapped yet. */
    public OrbSubscription unmapped(String startsAt) {
        return seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse(startsAt))
                .price(OrbPrice.usage(PRICE, "API calls"));
    }

    /** Maps it to a subscription. */
    public MappingResult mapTo(OrbSubscription subscription) {
        return seller.map(id, subscription.id());
    }

    /** Ends its mapping. */
    public MappingResult unmap() {
        return seller.map(id, null);
    }

    /** Units its marketplace accepted for it. */
    public long acceptedUnits() {
        if (entitlement != null) {
            return world.sandbox().google().totalUnits(entitlement.usageReportingId(), dimension)
                    .longValueExact();
        }
        return world.sandbox().aws().totalUnits(agreement.licenseIdentity(), WorldSeller.DIMENSION);
    }

    /** Adds usage at an instant. */
    public static void use(OrbSubscription subscription, String at, String amount) {
        subscription.cost(PRICE, Instant.parse(at), new BigDecimal(amount));
    }
}
