package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.FaultKind;
import io.meterbridge.sandbox.ReceivedEvent;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application is killed again and again while it delivers webhooks to receivers that fail, answer late or
 * lose their answer, and started again on the same data each time.
 */
class WebhookKillIT {

    private static final int KILLS = Proof.size(3, 40);
    private static final int EVENTS_A_LIFE = Proof.size(50, 300);
    private static final int ENDPOINTS = 5;
    private static final int LONGEST_LIFE_MILLIS = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Of a thousand deliveries, how many go wrong in which way. */
    private static final Map<FaultKind, Integer> STORM = Map.of(FaultKind.DELAY, 500, FaultKind.LOSE_ANSWER, 100,
            FaultKind.SERVER_ERROR, 100, FaultKind.CLOSE_WITHOUT_ANSWER, 50);

    private final Random random = new Random(5);
    private final Sandbox sandbox = Sandbox.start(SandboxClock.running());
    private final List<String> endpoints = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();
    private BridgeProcess bridge;
    private ApiClient seller;

    @AfterEach
    void stop() throws InterruptedException {
        if (bridge != null) {
            bridge.close();
        }
        sandbox.close();
    }

    @Test
    @Proves({"R-40", "R-45"})
    void whateverInstantTheProcessIsKilledAtEveryEventArrivesUnderOneId(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws InterruptedException {
        var environment = new HashMap<>(BridgeProcess.settings(sandbox));
        environment.put("METERBRIDGE_DATA_DIR", data.toString());
        environment.put("METERBRIDGE_WEBHOOKS_RETRIES", "PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S");
        environment.put("METERBRIDGE_WEBHOOKS_LEASE", "PT41S");
        bridge = new BridgeProcess("webhooks", environment).start().awaitReady();
        onboard();

        sandbox.receiver().faults().storm(7, STORM);
        for (int kill = 0; kill < KILLS; kill++) {
            bridge.awaitReady();
            for (int number = 0; number < EVENTS_A_LIFE; number++) {
                happens();
            }
            bridge.live(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
            bridge.kill();
            bridge.start();
        }
        sandbox.receiver().faults().calm();
        bridge.awaitReady();

        Awaitility.await("every delivery to end").atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                .until(() -> count("pending") + count("sending") == 0);
        assertThat(count("failed")).isZero();
        var arrived = sandbox.receiver().received();
        assertThat(arrived).extracting(ReceivedEvent::id).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(arrived).allSatisfy(event -> assertThat(event.bodies()).hasSize(1));
        long again = arrived.stream().filter(event -> event.timesValid() > 1).count();
        assertThat(again).as("events whose first answer was lost").isPositive();
        Proof.of("webhook-kill", "The process is killed at random instants while it delivers; then every event is looked "
                + "for at the receiver.").figure("kills", KILLS).figure("events", acknowledged.size())
                .figure("of these received more than once, under the same id", again)
                .figure("lost", 0).figure("with two ids or bodies", 0).write();
    }

    private void onboard() {
        var nobody = ApiClient.nobodyAt(bridge.port());
        var created = nobody.signedIn(Client.OPERATOR, Client.OPERATOR_SECRET)
                .post("/sellers", Map.of("name", "Seller")).is(201);
        seller = nobody.signedIn(created.at("/client_id"), created.at("/client_secret"));
        for (int number = 0; number < ENDPOINTS; number++) {
            var path = "/" + number;
            var endpoint = seller.post("/webhooks/endpoints", Map.of("url", sandbox.receiver().url(path),
                    "event_types", List.of("contract.created"))).is(201);
            sandbox.receiver().trust(path, endpoint.at("/secret"));
            endpoints.add(endpoint.at("/id"));
        }
    }

    /** An event that the API confirmed; the process lives while it is asked. */
    private void happens() {
        var endpoint = endpoints.get(random.nextInt(ENDPOINTS));
        try {
            acknowledged.add(seller.post("/webhooks/endpoints/" + endpoint + "/test", null).is(201).at("/event_id"));
        } catch (UncheckedIOException gone) {
            throw new AssertionError("The process ended by itself\n" + bridge.lastLines(), gone);
        }
    }

    private int count(String status) {
        return seller.get("/webhooks/deliveries?page_size=1&status=" + status).is(200).body().get("count").asInt();
    }
}
