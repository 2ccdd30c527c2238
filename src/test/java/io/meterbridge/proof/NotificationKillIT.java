package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SqsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application is killed again and again while AWS's events come in a storm: every event twice, in any
 * order, from a real SQS server; and started again on the same data each time.
 */
class NotificationKillIT {

    private static final int KILLS = Proof.size(2, 30);
    private static final int AGREEMENTS_A_LIFE = Proof.size(10, 40);
    private static final int LONGEST_LIFE_MILLIS = 2_500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PRODUCT = "prod-storm";
    private static final String ACCOUNT = "300000000001";
    private static final List<String> NEWS = List.of("contract.cancelled", "contract.created");

    private final Random random = new Random(6);
    private final Sandbox sandbox = Sandbox.start(SandboxClock.running());
    private final SqsServer sqs = SqsServer.start();
    private final String queue = sqs.newQueue("storm");
    private final List<String> agreements = new ArrayList<>();
    private BridgeProcess bridge;
    private ApiClient seller;
    private int sent;

    @AfterEach
    void stop() throws InterruptedException {
        if (bridge != null) {
            bridge.close();
        }
        sqs.close();
        sandbox.close();
    }

    @Test
    @Proves({"R-31", "R-32", "R-34"})
    void whateverInstantTheProcessIsKilledAtEveryChangeIsToldOnce(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws InterruptedException {
        var environment = new HashMap<>(BridgeProcess.settings(sandbox));
        environment.put("METERBRIDGE_DATA_DIR", data.toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.url());
        environment.put("METERBRIDGE_NOTIFICATIONS_LEASE_SECONDS", "20");
        bridge = new BridgeProcess("notifications", environment).start().awaitReady();
        onboard();

        for (int kill = 0; kill < KILLS; kill++) {
            bridge.awaitReady();
            storm();
            bridge.live(Duration.ofMillis(500 + random.nextInt(LONGEST_LIFE_MILLIS)));
            bridge.kill();
            bridge.start();
        }
        bridge.awaitReady();

        Awaitility.await("every notification to be worked off").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                .until(() -> sqs.messagesIn(queue) == 0 && count("received") + count("processing") == 0);
        assertThat(count("parked")).isZero();
        assertThat(told()).containsOnlyKeys(agreements).allSatisfy((agreement, types) ->
                assertThat(types).as(agreement).containsExactlyInAnyOrderElementsOf(NEWS));
        Proof.of("notification-kill", "The process is killed at random instants while events come in, each twice and in "
                + "any order; then every change is looked for among the events.").figure("kills", KILLS)
                .figure("agreements", agreements.size()).figure("messages sent", sent)
                .figure("changes told", agreements.size() * NEWS.size())
                .figure("lost", 0).figure("told twice", 0).write();
    }

    private void onboard() {
        var nobody = ApiClient.nobodyAt(bridge.port());
        var created = nobody.signedIn(Client.OPERATOR, Client.OPERATOR_SECRET)
                .post("/sellers", Map.of("name", "Seller")).is(201);
        seller = nobody.signedIn(created.at("/client_id"), created.at("/client_secret"));
        var key = sandbox.identities().addKey("AKIASTORMSELLER00001", "storm/secret/key", ACCOUNT);
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id", key.accessKeyId(),
                "secret_access_key", key.secretAccessKey(), "notifications_queue_url", queue)).is(200);
        seller.post("/listings", Map.of("cloud", "aws", "cloud_id", PRODUCT, "title", "Storm", "metering_identity",
                "license", "usage_dimension", Map.of("id", "usage_fee", "unit_price", "0.01"))).is(201);
    }

    /** Agreements that begin and end, each event twice, all in any order. */
    private void storm() {
        var messages = new ArrayList<String>();
        var begun = sandbox.clock().instant().minus(Duration.ofDays(2));
        for (int number = 0; number < AGREEMENTS_A_LIFE; number++) {
            var id = "agmt-" + UUID.randomUUID();
            agreements.add(id);
            var buyer = Long.toString(400_000_000_000L + agreements.size());
            sandbox.agreements().agreement(id, buyer).runs(begun, begun.plus(Duration.ofDays(365)))
                    .usagePrice("usage_fee", "0.01").status("CANCELLED");
            var created = about(id, buyer, "ACTIVE");
            ((ObjectNode) created.get("agreement")).put("intent", "NEW");
            messages.add(event("Purchase Agreement Created - Proposer", begun, created));
            var licensed = about(id, buyer, null);
            licensed.putObject("product").put("code", PRODUCT);
            licensed.putObject("license").put("arn", "arn:aws:license-manager::" + buyer + ":license:l-" + id);
            messages.add(event("License Updated - Manufacturer", begun.plusSeconds(1), licensed));
            messages.add(event("Purchase Agreement Ended - Proposer", begun.plus(Duration.ofDays(1)),
                    about(id, buyer, "CANCELLED")));
        }
        messages.addAll(List.copyOf(messages));
        Collections.shuffle(messages, random);
        messages.forEach(body -> sqs.client().sendMessage(message -> message.queueUrl(queue).messageBody(body)));
        sent += messages.size();
    }

    private static ObjectNode about(String id, String buyer, String status) {
        var detail = JsonNodeFactory.instance.objectNode().put("catalog", "AWSMarketplace")
                .put("requestId", UUID.randomUUID().toString());
        var agreement = detail.putObject("agreement").put("id", id);
        if (status != null) {
            agreement.put("status", status);
        }
        detail.putObject("acceptor").put("accountId", buyer);
        return detail;
    }

    private static String event(String type, Instant at, ObjectNode detail) {
        var event = JsonNodeFactory.instance.objectNode().put("version", "0").put("id", UUID.randomUUID().toString())
                .put("detail-type", type).put("source", "aws.agreement-marketplace").put("region", "us-east-1")
                .put("time", at.toString());
        event.set("detail", detail);
        return event.toString();
    }

    /** Types of the events about each agreement. */
    private Map<String, List<String>> told() {
        var told = new TreeMap<String, List<String>>();
        for (int number = 1, pages = 1; number <= pages; number++) {
            var page = seller.get("/webhooks/events?page=" + number).is(200).body();
            pages = page.get("page_count").asInt();
            for (var event : page.get("results")) {
                told.computeIfAbsent(event.at("/body/data/contract/cloud_identifiers/agreement_id").asText(),
                        any -> new ArrayList<>()).add(event.get("type").asText());
            }
        }
        return told;
    }

    private int count(String state) {
        return seller.get("/notifications?page_size=1&status=" + state).is(200).body().get("count").asInt();
    }
}
