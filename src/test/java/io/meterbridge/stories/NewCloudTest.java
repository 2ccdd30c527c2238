package io.meterbridge.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meterbridge.Proves;
import io.meterbridge.routes.EditedRoutes;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.WorldContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marketplace that Meterbridge never heard of is one more file of routes. */
@Proves({"R-11", "R-15"})
class NewCloudTest {

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void aRouteOfItsNameMetersItRecordByRecord() throws IOException {
        var acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        acme.createContext("/usage", this::answer);
        acme.start();
        try (var world = MeteringWorld.at("2026-03-28T14:30:00Z", Map.of(
                "camel.main.routes-include-pattern",
                EditedRoutes.copiedTo(folder).as("Add a fourth marketplace").pattern(),
                "acme.url", "http://localhost:" + acme.getAddress().getPort() + "/usage"))) {
            meter(world);
        } finally {
            acme.stop(0);
        }
    }

    private void meter(MeteringWorld world) {
        var seller = world.seller("2026-01-01");
        var contracts = List.of("taken", "unknown", "busy").stream().map(buyer -> {
            var contract = seller.contractOn("acme", buyer, "2026-03-28T14:00:00Z");
            var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                    .startsAt(Instant.parse("2026-03-28T00:00:00Z")).price(OrbPrice.usage("api-calls", "Calls"));
            WorldContract.use(subscription, "2026-03-28T14:40:00Z", "1.23");
            seller.map(contract, subscription.id());
            return contract;
        }).toList();

        world.clock().set(Instant.parse("2026-03-28T15:05:00Z"));
        world.open("2026-03-28T14:00:00Z");
        await(world, contracts, List.of("accepted 123", "rejected 123", "frozen 123"));
        world.clock().advance(Duration.ofSeconds(10));
        await(world, contracts, List.of("accepted 123", "rejected 123", "accepted 123"));

        assertThat(told).containsExactlyInAnyOrder("taken 2026-03-28T14:00:00Z 123",
                "unknown 2026-03-28T14:00:00Z 123", "busy 2026-03-28T14:00:00Z 123",
                "busy 2026-03-28T14:00:00Z 123");
        assertThat(world.jdbc().sql("select state || ' ' || state_reason from account where state <> 'metering'")
                .query(String.class).list()).containsExactly("parked unrecognized-exception");
    }

    private static void await(MeteringWorld world, List<UUID> contracts, List<String> records) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).untilAsserted(() ->
                assertThat(contracts).extracting(contract -> world.jdbc().sql(
                        "select status || ' ' || quantity from metering_record where contract_id = :id")
                        .param("id", contract).query(String.class).optional().orElse("none"))
                        .isEqualTo(records));
    }

    /** Takes everything but the usage of buyers it does not know, and is busy at first for one. */
    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var usage = new String(call.getRequestBody().readAllBytes(), UTF_8);
            var again = told.contains(usage);
            told.add(usage);
            int status = usage.startsWith("unknown") ? 422 : usage.startsWith("busy") && !again ? 429 : 200;
            call.sendResponseHeaders(status, -1);
        }
    }
}
