package io.meterbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.sandbox.PubSubServer;
import io.meterbridge.sandbox.SqsServer;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.PassingTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the demo onboards is metered on every cloud, and its table says so. */
class DemoTest {

    private static final Map<String, Integer> CONTRACTS = Map.of("aws", 3, "azure", 2, "gcp", 1);

    @Test
    void theTableHasALineForEveryCloudThatAddsUp() {
        try (var world = MeteringWorld.at("2026-03-10T12:05:00Z")) {
            var credential = world.bean(OperatorCredential.class);
            var nobody = ApiClient.nobodyAt(world.port());
            var operator = nobody.signedIn(credential.clientId(), credential.secret());
            var hour = MeteringHour.lastCompletedAt(world.clock().instant());
            DemoSeller.register(world.sandbox(), operator, nobody, "Northwind Cloud", hour).onboard(CONTRACTS);

            world.open(hour.start().toString());
            // Orb takes no more than ten such calls in a second, mappings included
            new PassingTime(world, Duration.ofMinutes(1)).untilFinished(hour.start().toString());
            world.awaitSettledRecords();

            var rows = DemoTable.of(world.jdbc(), hour).rows();
            assertThat(rows).extracting(row -> row.get("cloud")).containsExactly("aws", "azure", "gcp");
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.get("contracts")).isEqualTo((long) CONTRACTS.get(row.get("cloud")));
                assertThat(row.get("accepted")).isEqualTo(row.get("contracts"));
                assertThat(amount(row, "cost")).isEqualByComparingTo(
                        amount(row, "value").add(amount(row, "balance")));
                assertThat(amount(row, "units")).isPositive().isEqualByComparingTo(
                        amount(row, "value").movePointRight(2));
            });
        }
    }

    @Test
    @Proves({"S6", "S7", "S8", "S9"})
    void contractsThatNobodyRegistersLiveByWhatTheMarketplacesSay() {
        try (var sqs = SqsServer.start(); var pubSub = PubSubServer.start();
                var world = MeteringWorld.at("2026-03-10T12:05:00Z", Map.of("AWS_ENDPOINT_URL_SQS", sqs.url(),
                        "PUBSUB_EMULATOR_HOST", pubSub.host(),
                        "meterbridge.notifications.consumers-every-millis", "50"))) {
            var credential = world.bean(OperatorCredential.class);
            var nobody = ApiClient.nobodyAt(world.port());
            var seller = LivingSeller.register(world.sandbox(), sqs, pubSub,
                    nobody.signedIn(credential.clientId(), credential.secret()), nobody, world.port());

            seller.live(() -> {
                world.clock().advance(Duration.ofSeconds(1));
                return world.clock().instant();
            });

            assertThat(seller.table()).hasSize(4);
            for (var cloud : List.of("aws", "azure", "gcp")) {
                assertThat(LivingSeller.STEPS).allSatisfy(step ->
                        assertThat(seller.verified(cloud, step)).as(cloud + " " + step).isEqualTo(1));
            }
        }
    }

    private static BigDecimal amount(Map<String, Object> row, String column) {
        return new BigDecimal(row.get(column).toString());
    }
}
