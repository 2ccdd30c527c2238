package io.meterbridge.api;

import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A seller on AWS with one listing at 0.01 a unit, taken on through the API, and contracts that AWS knows too. */
final class AwsSeller {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ApiWorld world;
    private final ApiClient api;
    private final String product = "pc-" + COUNT.incrementAndGet();
    private final String listingId;
    private final OrbAccount orb;

    AwsSeller(ApiWorld world, Map<String, ?> listing) {
        this.world = world;
        api = world.newSeller();
        orb = world.connectOrb(api);
        var key = world.world().sandbox().identities()
                .addKey("AKIAOFTHESELLER%05d".formatted(COUNT.incrementAndGet()), "secret", "555555555555");
        api.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id", key.accessKeyId(),
                "secret_access_key", key.secretAccessKey())).is(200);
        var body = ApiWorld.listing("aws", Map.of("cloud_id", product, "zero_quantity", false));
        body.putAll(listing);
        listingId = api.post("/listings", body).is(201).at("/id");
    }

    ApiClient api() {
        return api;
    }

    String listingId() {
        return listingId;
    }

    /** A contract since the first of March. */
    Deal contract() {
        return contract("2026-03-01T00:00:00Z");
    }

    /** A contract that starts at an instant. */
    Deal contract(String startAt) {
        var number = COUNT.incrementAndGet();
        var account = "%012d".formatted(400_000_000_000L + number);
        var license = "arn:aws:license-manager::294406891311:license:l-" + number;
        var agreement = world.world().sandbox().aws().agreement(product, account)
                .dimension("units", new BigDecimal("0.01")).license(license).startsAt(Instant.parse(startAt));
        var contract = api.post("/contracts", ApiWorld.awsContract(listingId, Map.of("start_at", startAt,
                "buyer", Map.of("name", "Northwind", "cloud_identifiers",
                        Map.of("product_code", product, "customer_aws_account_id", account)),
                "cloud_identifiers", Map.of("agreement_id", "agmt-" + number, "license_arn", license)))).is(201);
        return new Deal(contract.at("/id"), contract.at("/buyer_id"), startAt, agreement);
    }

    /** A contract on both sides, the seller's and the marketplace's. */
    final class Deal {

        private final String id;
        private final String buyerId;
        private final Instant startAt;
        private final AwsAgreement agreement;

        private Deal(String id, String buyerId, String startAt, AwsAgreement agreement) {
            this.id = id;
            this.buyerId = buyerId;
            this.startAt = Instant.parse(startAt);
            this.agreement = agreement;
        }

        String id() {
            return id;
        }

        String buyerId() {
            return buyerId;
        }

        AwsAgreement agreement() {
            return agreement;
        }

        /** Maps it to a subscription as old as it is that cost this much in the hour before {@link ApiWorld#NOW}. */
        OrbSubscription mapped(String cost) {
            var subscription = orb.addSubscription("sub-" + UUID.randomUUID())
                    .startsAt(startAt.truncatedTo(ChronoUnit.DAYS))
                    .price(OrbPrice.usage("price-1", "API calls"));
            subscription.cost("price-1", Instant.parse("2026-03-10T11:30:00Z"), new BigDecimal(cost));
            api.patch("/contracts/" + id, ApiWorld.mapping(subscription.id())).is(200);
            return subscription;
        }

        /** Units AWS accepted for it. */
        long acceptedUnits() {
            return world.world().sandbox().aws().totalUnits(agreement.licenseIdentity(), "units");
        }
    }
}
