package io.meterbridge.demo;

import io.meterbridge.api.ApiClient;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One seller of the demo and its buyers, onboarded through the API as a real one would be. */
final class DemoSeller {

    private static final String DIMENSION = "usage_fee";
    private static final String UNIT_PRICE = "0.01";

    private final Sandbox sandbox;
    private final ApiClient api;
    private final String name;
    private final String clientId;
    private final String clientSecret;
    private final MeteringHour hour;
    private final String orbKey = "orb-key-" + UUID.randomUUID();
    private final String product = "prod-" + UUID.randomUUID().toString().substring(0, 8);
    private final OrbAccount orb;
    private final Random random;

    private DemoSeller(Sandbox sandbox, ApiClient anonymous, String name, MeteringHour hour, ApiClient.Answer made) {
        this.sandbox = sandbox;
        this.name = name;
        this.hour = hour;
        this.clientId = made.at("/client_id");
        this.clientSecret = made.at("/client_secret");
        this.api = anonymous.signedIn(clientId, clientSecret);
        this.orb = sandbox.orb().addAccount(orbKey, OrbMode.LIVE);
        this.random = new Random(name.hashCode());
    }

    static DemoSeller register(
            Sandbox sandbox, ApiClient operator, ApiClient anonymous, String name, MeteringHour hour) {
        return new DemoSeller(sandbox, anonymous, name, hour,
                operator.post("/sellers", Map.of("name", name)).is(201));
    }

    void onboard(int contracts) {
        var startDate = firstDay().atZone(ZoneOffset.UTC).toLocalDate().toString();
        api.put("/integrations/orb", Map.of("api_key", orbKey, "start_date", startDate, "mode", "live")).is(200);
        var keys = sandbox.environment();
        api.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id", keys.get("AWS_ACCESS_KEY_ID"),
                "secret_access_key", keys.get("AWS_SECRET_ACCESS_KEY"))).is(200);
        var listing = api.post("/listings", Map.of("cloud", "aws", "cloud_id", product, "title", name,
                "usage_dimension", Map.of("id", DIMENSION, "unit_price", UNIT_PRICE, "currency", "USD"),
                "metering_identity", "license")).is(201).at("/id");
        for (int number = 1; number <= contracts; number++) {
            contract(listing, number);
        }
    }

    private void contract(String listing, int number) {
        var account = String.format("%012d", 300_000_000_000L + random.nextInt(1_000_000_000));
        var license = "arn:aws:license-manager::" + account + ":license:l-" + UUID.randomUUID().toString().replace("-", "");
        var start = hour.plus(-1 - random.nextInt(5)).start();
        sandbox.aws().agreement(product, account).dimension(DIMENSION, new BigDecimal(UNIT_PRICE))
                .license(license).startsAt(start);
        var contract = api.post("/contracts", Map.of("cloud", "aws", "listing_id", listing, "status", "active",
                "start_at", start.toString(),
                "buyer", Map.of("name", "Buyer " + number, "cloud_identifiers",
                        Map.of("product_code", product, "customer_aws_account_id", account)),
                "cloud_identifiers", Map.of("agreement_id", "agmt-" + UUID.randomUUID(), "license_arn", license)))
                .is(201).at("/id");
        api.patch("/contracts/" + contract, Map.of(
                "external_associations", Map.of("orb", Map.of("mapped_object", Map.of("id", subscription(start)))),
                "custom_properties", Map.of("internal_customer_identifier", "customer-" + number))).is(200);
    }

    /** A subscription as old as the contract, with some usage already and more to come. */
    private String subscription(Instant start) {
        var id = "sub_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        var subscription = orb.addSubscription(id).startsAt(start).price(OrbPrice.usage("api-calls", "API calls"));
        var until = sandbox.clock().instant();
        for (var at = start.plus(Duration.ofMinutes(20)); at.isBefore(until); at = at.plus(Duration.ofHours(1))) {
            subscription.cost("api-calls", at, BigDecimal.valueOf(random.nextInt(5_000_000), 5));
        }
        subscription.grows("api-calls", BigDecimal.valueOf(5 + random.nextInt(40)), number(id));
        return id;
    }

    private Instant firstDay() {
        return hour.plus(-48).start().atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static long number(String id) {
        return id.hashCode();
    }

    String name() {
        return name;
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }
}
