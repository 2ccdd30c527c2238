package io.meterbridge.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secretscan.KnownSecrets;
import java.util.Map;
import java.util.UUID;

/**
 * A seller's connection to Google Cloud and its one listing there, at 0.01 a unit.
 *
 * @param metric the metric's full name
 */
record WorldGoogle(UUID listingId, String providerId, String serviceName, String metric) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Connects a seller with a service account of its own. */
    static WorldGoogle connect(MeteringWorld world, WorldSeller seller) {
        var name = seller.id().toString();
        var google = new WorldGoogle(UUID.randomUUID(), "provider-" + name, "service-" + name,
                "service-" + name + "/usage_fee");
        var account = world.sandbox().google()
                .serviceAccount("bridge-" + name + "@example.com", google.providerId());
        var secret = JSON.valueToTree(Map.of("service_account_json", account.keyFile())).toString();
        KnownSecrets.noteRequest(JSON.valueToTree(account.keyFile()));
        var now = MeteringWorld.utc(world.clock().instant());
        seller.sql("""
                insert into integration (seller_id, provider, status, settings, sealed_secret, verified_at,
                    updated_at) values (:id, 'gcp', 'connected',
                    jsonb_build_object('provider_id', :provider::text), :secret, :now, :now)""",
                Map.of("id", seller.id(), "provider", google.providerId(), "now", now, "secret",
                        world.bean(SecretBox.class).seal(secret,
                                SecretBox.identityOf("integration", seller.id(), "gcp"))));
        seller.sql("""
                insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                    value_type, cost_basis, zero_quantity, metering_identity, service_name, created_at,
                    last_modified_at)
                values (:listing, :id, 'gcp', :service, 'Listing', :metric, 0.01, 'USD', 'int64', 'total',
                    false, 'contract', :service, :now, :now)""",
                Map.of("id", seller.id(), "listing", google.listingId(), "service", google.serviceName(),
                        "metric", google.metric(), "now", now));
        return google;
    }
}
