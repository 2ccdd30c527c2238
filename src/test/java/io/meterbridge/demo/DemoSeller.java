package io.meterbridge.demo;

import io.meterbridge.api.ApiClient;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.onboarding.SoldListing;
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

    private static final BigDecimal UNIT_PRICE = new BigDecimal("0.01");

    private final Sandbox sandbox;
    private final ApiClient api;
    private final String name;
    private final String clientId;
    private final String clientSecret;
    private final MeteringHour hour;
    private final String orbKey = "orb-key-" + UUID.randomUUID();
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

    /**
     * Connects Orb and every marketplace, with one listing on each.
     *
     * @param contracts how many to sell, by the marketplace's name in the API
     */
    void onboard(Map<String, Integer> contracts) {
        var startDate = firstDay().atZone(ZoneOffset.UTC).toLocalDate().toString();
        api.put("/integrations/orb", Map.of("api_key", orbKey, "start_date", startDate, "mode", "live")).is(200);
        for (var sold : SoldListing.onEveryCloud(sandbox, UNIT_PRICE)) {
            var listing = sold.create(api, name);
            for (int number = 1; number <= contracts.get(sold.cloud()); number++) {
                contract(sold, listing, number);
            }
        }
    }

    private void contract(SoldListing sold, String listing, int number) {
        var start = hour.plus(-1 - random.nextInt(5)).start();
        var contract = sold.sell(start).create(api, listing, "Buyer " + number + " on " + sold.cloud(), start);
        api.patch("/contracts/" + contract, Map.of(
                "external_associations", Map.of("orb", Map.of("mapped_object", Map.of("id", subscription(start)))),
                "custom_properties", Map.of("internal_customer_identifier", sold.cloud() + "-customer-" + number)))
                .is(200);
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
