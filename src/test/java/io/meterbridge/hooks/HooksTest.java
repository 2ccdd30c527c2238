package io.meterbridge.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestRows;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.world.MeteringWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The addresses that Azure and Orb call, over HTTP, with Entra's keys read from the simulated Entra. */
class HooksTest {

    @AutoClose
    static final MeteringWorld WORLD = MeteringWorld.at("2026-03-01T12:00:00Z",
            Map.of("meterbridge.notifications.look-every-millis", "50"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CLIENT = "6f6d51b5-9c1c-4f0a-a2a8-0a5f0e0f0002";

    private final TestRows rows = new TestRows(WORLD.jdbc());
    private final UUID seller = rows.seller();
    private final String tenant = UUID.randomUUID().toString();

    @Test
    @Proves({"R-30", "R-31"})
    void whatAzureSendsIsStoredOnceHoweverOftenItIsSent() {
        connectAzure();
        var operation = operation();

        assertThat(azure(token(), operation).statusCode()).isEqualTo(200);
        assertThat(azure(token(), operation).statusCode()).isEqualTo(200);

        assertThat(stored()).singleElement().satisfies(row -> assertThat(row).containsEntry("cloud", "azure")
                .containsEntry("transport", "webhook").containsEntry("event_type", "Renew")
                .satisfies(each -> assertThat((byte[]) each.get("body")).asString(UTF_8).isEqualTo(operation)));
    }

    @Test
    @Proves("R-30")
    void withoutAGoodTokenNothingIsStored() {
        connectAzure();
        var other = WORLD.sandbox().entra().signingKeys()
                .webhookToken(tenant, UUID.randomUUID().toString(), WORLD.clock().instant());

        for (var token : List.of("Bearer invented", "Bearer " + other, "Basic x", "")) {
            assertThat(azure(token, operation())).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
            });
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void whoHasNotConnectedHasNoAddress() {
        assertThat(azure(token(), operation()).statusCode()).isEqualTo(404);
        assertThat(post("/hooks/azure/nobody", Map.of("Authorization", token()), operation()).statusCode())
                .isEqualTo(404);
        assertThat(orb("s", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void whileEntrasKeysCannotBeReadAzureIsAskedToSendAgain() {
        connectAzure();
        WORLD.sandbox().entra().faults().next(1).serverError();

        var answer = azure(token(), operation());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(azure(token(), operation()).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewKeyOfEntraIsLearnt() {
        connectAzure();
        assertThat(azure(token(), operation()).statusCode()).isEqualTo(200);
        WORLD.sandbox().entra().signingKeys().rotate();
        WORLD.clock().advance(Duration.ofMinutes(2));

        assertThat(azure(token(), operation()).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNobodyCanReadIsKeptAndWhatIsTooLargeIsNot() {
        connectAzure();

        assertThat(azure(token(), "rubbish").statusCode()).isEqualTo(200);
        assertThat(azure(token(), "x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
        assertThat(stored()).singleElement().satisfies(row ->
                assertThat(row).containsEntry("state", "parked").containsEntry("reason", "not JSON"));
    }

    @Test
    @Proves("R-30")
    void anEventOfOrbHasItsAccountReadTheSubscriptionAnew() {
        connectOrb("hook-secret");
        var account = rows.account(seller, "orb_subscription_id", "sub-1");
        var event = "{\"id\":\"e-1\",\"type\":\"subscription.edited\",\"subscription\":{\"id\":\"sub-1\"}}";

        assertThat(orb("hook-secret", event).statusCode()).isEqualTo(200);
        assertThat(orb("hook-secret", event).statusCode()).isEqualTo(200);
        assertThat(orb("other", event.replace("e-1", "e-2")).statusCode()).isEqualTo(401);

        awaitState("done");
        assertThat(WORLD.jdbc().sql("select subscription_read_at = 'epoch' from account where id = :id")
                .param("id", account).query(Boolean.class).single()).isTrue();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void otherEventsOfOrbChangeNothing() {
        connectOrb("hook-secret");
        orb("hook-secret", "{\"id\":\"e-1\",\"type\":\"invoice.issued\"}");
        awaitState("ignored");
        orb("hook-secret", "{\"id\":\"e-2\",\"type\":\"subscription.ended\",\"subscription\":{\"id\":\"nobodys\"}}");

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stored())
                .extracting(row -> row.get("reason")).containsExactlyInAnyOrder("nothing depends on this event",
                        "no contract is mapped to this subscription"));
    }

    @Test
    @Proves("R-30")
    void withoutAStoredSecretNoEventOfOrbIsTaken() {
        connectOrb(null);

        assertThat(orb("", "{}").statusCode()).isEqualTo(401);
        assertThat(stored()).isEmpty();
    }

    private void connectAzure() {
        rows.insert("integration", Map.of("seller_id", seller, "provider", "azure", "status", "connected",
                "settings", Map.of("tenant_id", tenant, "client_id", CLIENT), "verified_at", "2026-03-01T00:00:00Z",
                "updated_at", "2026-03-01T00:00:00Z", "refusals", 0));
    }

    private void connectOrb(String secret) {
        var sealed = WORLD.bean(SecretBox.class).seal(secret == null ? "{\"api_key\":\"k\"}"
                : "{\"api_key\":\"k\",\"webhook_signing_secret\":\"" + secret + "\"}",
                SecretBox.identityOf("integration", seller, "orb"));
        var row = new HashMap<String, Object>(Map.of("seller_id", seller, "provider", "orb", "status", "connected",
                "settings", Map.of(), "verified_at", "2026-03-01T00:00:00Z", "updated_at", "2026-03-01T00:00:00Z",
                "refusals", 0, "start_at", "2026-03-01T00:00:00Z", "mode", "live"));
        row.put("sealed_secret", "\\x" + HexFormat.of().formatHex(sealed));
        rows.insert("integration", row);
    }

    private String token() {
        return "Bearer " + WORLD.sandbox().entra().signingKeys().webhookToken(tenant, CLIENT, WORLD.clock().instant());
    }

    private static String operation() {
        return "{\"id\":\"%s\",\"subscriptionId\":\"%s\",\"action\":\"Renew\",\"timeStamp\":\"2026-03-01T11:59:00Z\"}"
                .formatted(UUID.randomUUID(), UUID.randomUUID());
    }

    private HttpResponse<String> azure(String authorization, String body) {
        return post("/hooks/azure/" + seller, Map.of("Authorization", authorization), body);
    }

    private HttpResponse<String> orb(String secret, String body) {
        var timestamp = WORLD.clock().instant().toString().replace("Z", "");
        return post("/hooks/orb/" + seller, Map.of("X-Orb-Timestamp", timestamp,
                "X-Orb-Signature", "v1=" + hmac(secret, "v1:" + timestamp + ":" + body)), body);
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((secret.isEmpty() ? "x" : secret).getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + WORLD.port() + path))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitState(String state) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).untilAsserted(() ->
                assertThat(stored()).extracting(row -> row.get("state")).containsExactly(state));
    }

    private List<Map<String, Object>> stored() {
        return WORLD.jdbc().sql("select * from notification_inbox where seller_id = :seller")
                .param("seller", seller).query().listOfRows();
    }
}
