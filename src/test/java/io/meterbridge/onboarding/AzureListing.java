package io.meterbridge.onboarding;

import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An offer on Azure with one plan, metered through an Entra application of the seller's own. */
final class AzureListing implements SoldListing {

    private static final String DIMENSION = "usage_fee";
    private static final String PLAN = "gold";
    private static final String SECRET = "the-application-secret";

    private final Sandbox sandbox;
    private final BigDecimal unitPrice;
    private final String offer = Purchase.unique("offer-");
    private final String tenant = UUID.randomUUID().toString();
    private final String client = UUID.randomUUID().toString();

    AzureListing(Sandbox sandbox, BigDecimal unitPrice) {
        this.sandbox = sandbox;
        this.unitPrice = unitPrice;
    }

    @Override
    public String cloud() {
        return "azure";
    }

    @Override
    public String create(ApiClient seller, String title) {
        sandbox.applications().register(tenant, client, SECRET);
        seller.put("/integrations/azure", Map.of("tenant_id", tenant, "client_id", client, "client_secret", SECRET))
                .is(200);
        return seller.post("/listings", Map.of("cloud", cloud(), "cloud_id", offer, "title", title,
                "usage_dimension", Map.of("id", DIMENSION, "unit_price", unitPrice.toPlainString())))
                .is(201).at("/id");
    }

    @Override
    public Purchase sell(Instant start) {
        var subscription = sandbox.azure().subscription(UUID.randomUUID().toString(), offer, PLAN)
                .dimension(DIMENSION, unitPrice).soldThrough(client);
        return new Purchase(cloud(), Map.of("tenant_id", UUID.randomUUID().toString()),
                Map.of("subscription_id", subscription.id(), "offer_id", offer, "plan_id", PLAN),
                subscription.id(), () -> sandbox.azure().totalBilled(subscription));
    }
}
