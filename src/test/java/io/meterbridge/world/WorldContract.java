package io.meterbridge.world;

import io.meterbridge.mapping.MappingResult;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A contract on AWS with its own licence, and the agreement the simulated AWS knows it by. */
public final class WorldContract {

    static final String PRICE = "api-calls";

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final UUID id = UUID.randomUUID();
    private final UUID buyer;
    private final AwsAgreement agreement;
    private final BigDecimal unitPrice;

    private WorldContract(MeteringWorld world, WorldSeller seller, UUID buyer, String account, Instant start,
            BigDecimal unitPrice) {
        this.world = world;
        this.unitPrice = unitPrice;
        this.seller = seller;
        this.buyer = buyer;
        agreement = world.sandbox().aws().agreement(seller.product(), account)
                .dimension(WorldSeller.DIMENSION, unitPrice)
                .startsAt(start);
        var license = "arn:aws:license-manager::" + account + ":license:l-" + id.toString().replace("-", "");
        if (!seller.isMeteredByCustomer()) {
            agreement.license(license);
        }
        insert(license, start);
    }

    static WorldContract ofNewBuyer(MeteringWorld world, WorldSeller seller, String account, Instant start,
            BigDecimal unitPrice) {
        var buyer = UUID.randomUUID();
        seller.sql("""
                insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                    last_modified_at) values (:buyer, :seller, 'aws', 'Buyer', :key,
                    jsonb_build_object('customer_aws_account_id', :account::text), :now, :now)""",
                Map.of("buyer", buyer, "seller", seller.id(), "key", buyer.toString(), "account", account,
                        "now", MeteringWorld.utc(world.clock().instant())));
        return new WorldContract(world, seller, buyer, account, start, unitPrice);
    }

    /** Ends it at an instant, at AWS too, where its buyer goes on with the contract that comes back. */
    public WorldContract renewedAt(String at) {
        var renewal = Instant.parse(at);
        agreement.endsAt(renewal);
        seller.sql("update contract set end_at = :end where id = :id",
                Map.of("id", id, "end", MeteringWorld.utc(renewal)));
        return new WorldContract(world, seller, buyer, agreement.buyerAccountId(), renewal, unitPrice);
    }

    private void insert(String license, Instant start) {
        var now = MeteringWorld.utc(world.clock().instant());
        var columns = new HashMap<String, Object>(Map.of("id", id, "seller", seller.id(), "buyer", buyer,
                "listing", seller.listingId(), "start", MeteringWorld.utc(start), "license", license,
                "key", id.toString(), "now", now));
        seller.sql("""
                insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                    cloud_identifiers, created_at, last_modified_at)
                values (:id, :seller, :buyer, :listing, 'aws', 'active', :start, :key,
                    jsonb_build_object('license_arn', :license::text), :now, :now)""", columns);
        seller.sql("""
                insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                    currency, learnt_from)
                values (:seller, :id, :start, :now, :dimension, :price, 'USD', 'listing')""",
                Map.of("seller", seller.id(), "id", id, "start", MeteringWorld.utc(start), "now", now,
                        "dimension", WorldSeller.DIMENSION, "price", unitPrice));
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

    /** Gives it a subscription that begins at an instant with one usage price, and maps it. */
    public OrbSubscription subscription(String startsAt) {
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse(startsAt))
                .price(OrbPrice.usage(PRICE, "API calls"));
        mapTo(subscription);
        return subscription;
    }

    /** Maps it to a subscription. */
    public MappingResult mapTo(OrbSubscription subscription) {
        return seller.map(id, subscription.id());
    }

    /** Ends its mapping. */
    public MappingResult unmap() {
        return seller.map(id, null);
    }

    /** Units AWS accepted for it. */
    public long acceptedUnits() {
        var identity = seller.isMeteredByCustomer() ? agreement.productIdentity() : agreement.licenseIdentity();
        return world.sandbox().aws().totalUnits(identity, WorldSeller.DIMENSION);
    }

    /** Adds usage at an instant. */
    public static void use(OrbSubscription subscription, String at, String amount) {
        subscription.cost(PRICE, Instant.parse(at), new BigDecimal(amount));
    }
}
