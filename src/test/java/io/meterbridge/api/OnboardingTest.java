package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A seller's first hour with Meterbridge, over HTTP alone. */
class OnboardingTest {

    private final ApiWorld world = ApiWorld.shared();

    @Test
    @Proves({"S1", "S2", "S4", "S5"})
    void aSellerConnectsListsContractsAndFindsItsBuyerByCloudIdentifiers() {
        var orb = world.world().sandbox().orb();
        orb.addAccount("orb-key-of-northwind", OrbMode.LIVE);
        var seller = world.newSeller();

        var connected = seller.put("/integrations/orb", Map.of("api_key", "orb-key-of-northwind",
                "start_date", "2026-03-01", "mode", "live", "webhook_signing_secret", "whsec")).is(200);
        assertThat(connected.at("/status")).isEqualTo("connected");
        assertThat(connected.at("/start_at")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(connected.at("/api_key_hint")).isEqualTo("wind");
        assertThat(connected.response().body()).doesNotContain("orb-key").doesNotContain("whsec\"");
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id",
                "AKIAIOSFODNN7EXAMPLE", "secret_access_key", "not-shown")).is(200);

        var listing = seller.post("/listings/", Map.of("cloud", "aws", "cloud_id", "pc-1", "title", "Product",
                "metering_identity", "customer",
                "usage_dimension", Map.of("id", "units", "unit_price", "0.05"))).is(201);
        assertThat(listing.body().get("warnings")).hasSize(1);
        var contract = seller.post("/contracts", Map.of("cloud", "aws", "listing_id", listing.at("/id"),
                "start_at", "2026-03-02T00:00:00Z",
                "buyer", Map.of("name", "Northwind", "cloud_identifiers",
                        Map.of("product_code", "pc-1", "customer_identifier", "ci-1")),
                "cloud_identifiers", Map.of("agreement_id", "agmt-1"),
                "custom_properties", Map.of("tier", "gold"))).is(201);

        for (var spelling : List.of("filter[cloud_identifiers][customer_identifier]=ci-1&filter[product_code]=pc-1",
                "filter[cloud_identifiers.customer_identifier]=ci-1", "customer_identifier=ci-1")) {
            var found = seller.get("/buyers?cloud=aws&" + spelling).is(200);
            assertThat(found.body().get("count").asInt()).isEqualTo(1);
            assertThat(found.at("/results/0/id")).isEqualTo(contract.at("/buyer_id"));
            assertThat(found.body().at("/results/0/external_associations").toString())
                    .isEqualTo("{\"salesforce\":{},\"hubspot\":{},\"orb\":{}}");
        }
        var patched = seller.patch("/buyers/" + contract.at("/buyer_id"), Map.of("custom_properties",
                Map.of("internal_customer_identifier", "value-1"))).is(200);
        assertThat(patched.at("/custom_properties/internal_customer_identifier")).isEqualTo("value-1");
    }
}
