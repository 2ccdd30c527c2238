package io.meterbridge.world;

import io.meterbridge.mapping.MappingResult;
import io.meterbridge.sandbox.GoogleEntitlement;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.ReportedUsage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A contract on Google Cloud, and the entitlement the simulated Google knows it by. */
public final class WorldGoogleContract {

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final WorldGoogle google;
    private final UUID id = UUID.randomUUID();
    private final GoogleEntitlement entitlement;

    WorldGoogleContract(MeteringWorld world, WorldSeller seller, WorldGoogle google, Instant start) {
        this.world = world;
        this.seller = seller;
        this.google = google;
        entitlement = world.sandbox().google()
                .entitlement(google.providerId(), google.serviceName(), "e-" + id, "project_number:" + id)
                .metric(google.metric(), WorldSeller.unitPrice())
                .startsAt(start);
        insert(start);
    }

    private void insert(Instant start) {
        var columns = new HashMap<String, Object>(Map.of("id", id, "seller", seller.id(), "buyer", UUID.randomUUID(),
                "listing", google.listingId(), "start", MeteringWorld.utc(start), "entitlement", entitlement.id(),
                "consumer", entitlement.usageReportingId(), "metric", google.metric(),
                "price", WorldSeller.unitPrice(), "now", MeteringWorld.utc(world.clock().instant())));
        seller.sql("""
                insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                    last_modified_at) values (:buyer, :seller, 'gcp', 'Buyer', :buyer::text,
                    jsonb_build_object('account_id', :buyer::text), :now, :now)""", columns);
        seller.sql("""
                insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, plan,
                    identity_key, cloud_identifiers, created_at, last_modified_at)
                values (:id, :seller, :buyer, :listing, 'gcp', 'active', :start, 'payg', :entitlement,
                    jsonb_build_object('entitlement_id', :entitlement::text, 'usage_reporting_id',
                        :consumer::text, 'plan', 'payg'), :now, :now)""", columns);
        seller.sql("""
                insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                    currency, plan, learnt_from)
                values (:seller, :id, :start, :now, :metric, :price, 'USD', 'payg', 'listing')""", columns);
    }

    public UUID id() {
        return id;
    }

    /** What the simulated Google knows about it. */
    public GoogleEntitlement entitlement() {
        return entitlement;
    }

    /** Corrects, or spoils, the name of its listing's service. */
    void nameService(String name) {
        seller.sql("update listing set service_name = :name where id = :id",
                Map.of("name", name, "id", google.listingId()));
    }

    /** Gives it a subscription that begins at an instant with one usage price, and maps it. */
    public OrbSubscription subscription(String startsAt) {
        var subscription = unmapped(startsAt);
        mapTo(subscription);
        return subscription;
    }

    /** A subscription that is not mapped yet. */
    OrbSubscription unmapped(String startsAt) {
        return seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse(startsAt))
                .price(OrbPrice.usage(WorldContract.PRICE, "API calls"));
    }

    /** Maps it to a subscription. */
    public MappingResult mapTo(OrbSubscription subscription) {
        return seller.map(id, subscription.id());
    }

    /** Its newest record. */
    Map<String, Object> record() {
        return records().get(0);
    }

    /** All its records, newest hour first. */
    List<Map<String, Object>> records() {
        return world.jdbc().sql("select * from metering_record where contract_id = :id order by hour desc")
                .param("id", id).query().listOfRows();
    }

    /** What Google would bill for it, oldest first. */
    List<ReportedUsage> reported() {
        return world.sandbox().google().accepted().stream()
                .filter(usage -> usage.consumer().equals(entitlement.usageReportingId())).toList();
    }

    /** Units Google accepted for it. */
    public long acceptedUnits() {
        return world.sandbox().google().totalUnits(entitlement.usageReportingId(), google.metric())
                .longValueExact();
    }
}
