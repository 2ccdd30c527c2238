package io.meterbridge.onboarding;

import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A product on AWS, metered by licence with keys of the seller's own; idle hours are not told. */
final class AwsListing implements SoldListing {

    private static final String DIMENSION = "usage_fee";
    private static final String SECRET = "the-seller/secret/key";
    private static final AtomicLong LAST_ACCOUNT = new AtomicLong(300_000_000_000L);

    private final Sandbox sandbox;
    private final BigDecimal unitPrice;
    private final String product = Purchase.unique("prod-");

    AwsListing(Sandbox sandbox, BigDecimal unitPrice) {
        this.sandbox = sandbox;
        this.unitPrice = unitPrice;
    }

    @Override
    public String cloud() {
        return "aws";
    }

    @Override
    public String create(ApiClient seller, String title) {
        var account = newAccount();
        var key = sandbox.identities().addKey("AKIASELLER" + account, SECRET, account);
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id", key.accessKeyId(),
                "secret_access_key", key.secretAccessKey())).is(200);
        return seller.post("/listings", Map.of("cloud", cloud(), "cloud_id", product, "title", title,
                "usage_dimension", Map.of("id", DIMENSION, "unit_price", unitPrice.toPlainString()),
                "zero_quantity", false, "metering_identity", "license")).is(201).at("/id");
    }

    @Override
    public Purchase sell(Instant start) {
        var account = newAccount();
        var license = Purchase.unique("arn:aws:license-manager::" + account + ":license:l-");
        var agreement = sandbox.aws().agreement(product, account).dimension(DIMENSION, unitPrice)
                .license(license).startsAt(start);
        return new Purchase(cloud(), Map.of("product_code", product, "customer_aws_account_id", account),
                Map.of("agreement_id", Purchase.unique("agmt-"), "license_arn", license),
                agreement.licenseIdentity(), () -> sandbox.aws().totalBilled(agreement));
    }

    private static String newAccount() {
        return Long.toString(LAST_ACCOUNT.incrementAndGet());
    }
}
