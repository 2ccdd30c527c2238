package io.meterbridge.onboarding;

import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** A product on Google Cloud with one metric, reported by a service account of the seller's own. */
final class GoogleListing implements SoldListing {

    private static final String PLAN = "payg";

    private final Sandbox sandbox;
    private final BigDecimal unitPrice;
    private final String provider = Purchase.unique("provider-");
    private final String service = Purchase.unique("service-") + ".example.com";
    private final String metric = service + "/usage_fee";

    GoogleListing(Sandbox sandbox, BigDecimal unitPrice) {
        this.sandbox = sandbox;
        this.unitPrice = unitPrice;
    }

    @Override
    public String cloud() {
        return "gcp";
    }

    @Override
    public String create(ApiClient seller, String title) {
        var account = sandbox.google().serviceAccount("bridge@" + provider + ".example.com", provider);
        seller.put("/integrations/gcp", Map.of("provider_id", provider, "service_account_json", account.keyFile()))
                .is(200);
        return seller.post("/listings", Map.of("cloud", cloud(), "cloud_id", service, "title", title,
                "usage_dimension", Map.of("id", metric, "unit_price", unitPrice.toPlainString()),
                "service_name", service)).is(201).at("/id");
    }

    @Override
    public Purchase sell(Instant start) {
        var account = Purchase.unique("account-");
        var entitlement = sandbox.google().entitlement(provider, service, Purchase.unique("entitlement-"),
                        Purchase.unique("project_number:"))
                .metric(metric, unitPrice).bought(account, service, PLAN).startsAt(start);
        return new Purchase(cloud(), Map.of("account_id", account),
                Map.of("entitlement_id", entitlement.id(), "usage_reporting_id", entitlement.usageReportingId(),
                        "plan", PLAN),
                entitlement.usageReportingId(), () -> sandbox.google().totalBilled(entitlement));
    }
}
