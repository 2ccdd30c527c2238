package io.meterbridge.world;

import io.meterbridge.mapping.MappingResult;
import io.meterbridge.marketplace.azure.AzureRecords;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secretscan.KnownSecrets;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A contract on Azure with a seller, listing and Entra application of its own, known to the simulated Azure. */
public final class AzureContract {

    static final String PLAN = "gold";
    private static final String SECRET = "the-application-secret";

    private final MeteringWorld world;
    private final WorldSeller seller;
    private final UUID id = UUID.randomUUID();
    private final UUID listing = UUID.randomUUID();
    private final String tenant = UUID.randomUUID().toString();
    private final String client = UUID.randomUUID().toString();
    private final AzureSubscription azure;

    private AzureContract(MeteringWorld world, WorldSeller seller, Instant start) {
        this.world = world;
        this.seller = seller;
        world.sandbox().applications().register(tenant, client, SECRET);
        azure = world.sandbox().azure().subscription(AzureRecords.subscription(), "offer-" + id, PLAN)
                .dimension(WorldSeller.DIMENSION, WorldSeller.unitPrice()).soldThrough(client);
        connect();
        insertListing();
        insert(start);
    }

    /** A contract that starts at an instant, of a seller that sells on Azure only through it. */
    public static AzureContract of(MeteringWorld world, String startAt) {
        return new AzureContract(world, world.seller("2026-03-01"), Instant.parse(startAt));
    }

    private void connect() {
        KnownSecrets.note(SECRET);
        var secret = world.bean(SecretBox.class).seal("{\"client_secret\":\"" + SECRET + "\"}",
                SecretBox.identityOf("integration", seller.id(), "azure"));
        seller.sql("""
                insert into integration (seller_id, provider, status, settings, sealed_secret, verified_at,
                    updated_at)
                values (:id, 'azure', 'connected',
                    jsonb_build_object('tenant_id', :tenant::text, 'client_id', :client::text), :secret, :now, :now)""",
                Map.of("id", seller.id(), "tenant", tenant, "client", client, "secret", secret, "now", now()));
    }

    private void insertListing() {
        seller.sql("""
                insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                    value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
                values (:listing, :id, 'azure', :offer, 'Listing', :dimension, :price, 'USD', 'int64', 'total',
                    false, 'contract', :now, :now)""",
                Map.of("id", seller.id(), "listing", listing, "offer", azure.offerId(),
                        "dimension", WorldSeller.DIMENSION, "price", WorldSeller.unitPrice(), "now", now()));
    }

    private void insert(Instant start) {
        var buyer = UUID.randomUUID();
        seller.sql("""
                insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                    last_modified_at) values (:buyer, :seller, 'azure', 'Buyer', :key,
                    jsonb_build_object('tenant_id', :key::text), :now, :now)""",
                Map.of("buyer", buyer, "seller", seller.id(), "key", buyer.toString(), "now", now()));
        var columns = new HashMap<String, Object>(Map.of("id", id, "seller", seller.id(), "buyer", buyer,
                "listing", listing, "start", MeteringWorld.utc(start), "subscription", azure.id(),
                "plan", PLAN, "now", now()));
        seller.sql("""
                insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, plan,
                    identity_key, cloud_identifiers, created_at, last_modified_at)
                values (:id, :seller, :buyer, :listing, 'azure', 'active', :start, :plan, :subscription,
                    jsonb_build_object('subscription_id', :subscription::text, 'plan_id', :plan::text), :now, :now)""",
                columns);
        price(start, PLAN);
    }

    /** From an instant on its records carry this plan. */
    public void price(Instant from, String plan) {
        seller.sql("""
                insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                    currency, plan, learnt_from)
                values (:seller, :id, :from, :now, :dimension, :price, 'USD', :plan, 'listing')""",
                Map.of("seller", seller.id(), "id", id, "from", MeteringWorld.utc(from), "now", now(),
                        "dimension", WorldSeller.DIMENSION, "price", WorldSeller.unitPrice(), "plan", plan));
    }

    /** Whose it is. */
    public UUID sellerId() {
        return seller.id();
    }

    /** What the simulated Azure knows about it. */
    public AzureSubscription azure() {
        return azure;
    }

    /** Gives it an Orb subscription that begins at an instant with one usage price, and maps it. */
    public OrbSubscription subscription(String startsAt) {
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse(startsAt))
                .price(OrbPrice.usage(WorldContract.PRICE, "API calls"));
        mapTo(subscription);
        return subscription;
    }

    private MappingResult mapTo(OrbSubscription subscription) {
        return seller.map(id, subscription.id());
    }

    /** Units Azure accepted for it. */
    public long acceptedUnits() {
        return world.sandbox().azure().totalUnits(azure, WorldSeller.DIMENSION).longValueExact();
    }

    /** Its records, oldest hour first. */
    public List<Map<String, Object>> records() {
        return world.jdbc().sql("select * from metering_record where contract_id = :id order by hour, frozen_at, id")
                .param("id", id).query().listOfRows();
    }

    /** Outcome and code of each attempt, oldest first. */
    public List<String> attempts() {
        return world.jdbc().sql("""
                select coalesce(t.outcome || ' ' || t.code, 'open') from metering_attempt t
                join metering_record r on r.id = t.record_id where r.contract_id = :id order by t.id""")
                .param("id", id).query(String.class).list();
    }

    /** The state of its account, and why. */
    public Map<String, Object> account() {
        return world.jdbc().sql("""
                select a.state, a.state_reason, a.committed, a.cost - a.baseline - a.included - a.committed as left
                from account a join account_contract ac on ac.account_id = a.id where ac.contract_id = :id""")
                .param("id", id).query().singleRow();
    }

    private OffsetDateTime now() {
        return MeteringWorld.utc(world.clock().instant());
    }
}
