package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints, events and deliveries as a seller sees them. */
class WebhooksApiTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static final String CLOSED = "http://127.0.0.1:9/hook";

    private ApiClient seller;

    @BeforeEach
    void aSeller() {
        seller = WORLD.newSeller();
    }

    @Test
    @Proves("R-54")
    void theSecretIsShownOnceAndStoredSealed() {
        var created = seller.post("/webhooks/endpoints", endpoint()).is(201);

        assertThat(created.at("/secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(created.at("/status")).isEqualTo("enabled");
        assertThat(seller.get("/webhooks/endpoints/" + created.at("/id")).is(200).body().has("secret")).isFalse();
        assertThat(seller.get("/webhooks/endpoints").is(200).body().at("/results/0").has("secret")).isFalse();
        assertThat(WORLD.world().jdbc().sql("select encode(sealed_secret, 'escape') from webhook_endpoint "
                + "where id = :id::uuid").param("id", created.at("/id")).query(String.class).single())
                .doesNotContain(created.at("/secret"));
    }

    @ParameterizedTest
    @Proves("R-44")
    @ValueSource(strings = {"https://169.254.169.254/latest", "https://[::ffff:169.254.169.254]/",
        "https://user:secret@seller.example/", "file:///etc/passwd", "https://0251.0376.0251.0376/",
        "https://seller.example/{{meterbridge.master-key}}"})
    void anAddressThatMustNotBeCalledIsRefused(String url) {
        var refused = seller.post("/webhooks/endpoints", with("url", url)).is(422);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/url");

        var kept = seller.post("/webhooks/endpoints", endpoint()).is(201).at("/id");
        seller.patch("/webhooks/endpoints/" + kept, Map.of("url", url)).is(422);
        assertThat(seller.get("/webhooks/endpoints/" + kept).at("/url")).isEqualTo(CLOSED);
    }

    @Test
    void typesAreNamedOneByOne() {
        seller.post("/webhooks/endpoints", with("event_types", List.of())).is(422);
        seller.post("/webhooks/endpoints", with("event_types", List.of("contract.paused"))).is(422);
        seller.post("/webhooks/endpoints", with("event_types", List.of("webhook.test"))).is(422);
        seller.post("/webhooks/endpoints", with("event_names", Map.of("contract.paused", "x"))).is(422);
    }

    @Test
    void anEndpointIsChangedByMerging() {
        var body = new java.util.HashMap<String, Object>(endpoint());
        body.put("event_names", Map.of("contract.cancelled", "ended", "contract.created", "begun"));
        body.put("description", "ours");
        var id = seller.post("/webhooks/endpoints", body).is(201).at("/id");
        var change = new java.util.HashMap<String, Object>();
        change.put("description", null);

        var changed = seller.patch("/webhooks/endpoints/" + id, Map.of(
                "event_names", java.util.Collections.singletonMap("contract.created", null),
                "event_types", List.of("buyer.registered"))).is(200);
        assertThat(changed.body().get("event_names")).hasToString("{\"contract.cancelled\":\"ended\"}");
        assertThat(changed.body().get("event_types")).hasToString("[\"buyer.registered\"]");
        assertThat(seller.patch("/webhooks/endpoints/" + id, change).is(200).body().get("description").isNull())
                .isTrue();
    }

    @Test
    void aDisabledEndpointTakesNothingUntilItIsEnabled() {
        var id = seller.post("/webhooks/endpoints", endpoint()).is(201).at("/id");

        var disabled = seller.patch("/webhooks/endpoints/" + id, Map.of("status", "disabled")).is(200);

        assertThat(disabled.at("/disabled_reason")).isEqualTo("seller");
        seller.post("/webhooks/endpoints/" + id + "/test", null).is(409);
        assertThat(seller.get("/webhooks/endpoints?status=enabled").is(200).body().get("count").asInt()).isZero();
        seller.patch("/webhooks/endpoints/" + id, Map.of("status", "enabled")).is(200);
        seller.post("/webhooks/endpoints/" + id + "/test", null).is(201);
    }

    @Test
    @Proves("R-54")
    void aDeletedEndpointIsGoneWithItsSecrets() {
        var id = seller.post("/webhooks/endpoints", endpoint()).is(201).at("/id");
        seller.post("/webhooks/endpoints/" + id + "/rotate-secret", null).is(201);
        var sent = seller.post("/webhooks/endpoints/" + id + "/test", null).is(201);

        seller.delete("/webhooks/endpoints/" + id).is(204);

        seller.get("/webhooks/endpoints/" + id).is(404);
        seller.patch("/webhooks/endpoints/" + id, Map.of("status", "enabled")).is(404);
        seller.delete("/webhooks/endpoints/" + id).is(404);
        assertThat(seller.get("/webhooks/endpoints").is(200).body().get("count").asInt()).isZero();
        assertThat(WORLD.world().jdbc().sql("select count(*) from webhook_endpoint where id = :id::uuid "
                + "and sealed_secret is null and sealed_old_secret is null").param("id", id)
                .query(Long.class).single()).isEqualTo(1);
        seller.get("/webhooks/deliveries/" + sent.at("/id")).is(200);
        seller.post("/webhooks/deliveries/" + sent.at("/id") + "/replay", null).is(409);
    }

    @Test
    void whatHappenedIsListedNewestFirst() {
        var id = seller.post("/webhooks/endpoints", endpoint()).is(201).at("/id");
        var first = seller.post("/webhooks/endpoints/" + id + "/test", null).is(201).at("/event_id");
        var second = seller.post("/webhooks/endpoints/" + id + "/test", null).is(201).at("/event_id");

        var events = seller.get("/webhooks/events?type=webhook.test").is(200);
        assertThat(ApiWorld.each(events, "/id")).containsExactlyInAnyOrder(first, second);
        assertThat(events.at("/results/0/body/data/endpoint/id")).isEqualTo(id);
        assertThat(seller.get("/webhooks/events?type=contract.created").is(200).body().get("count").asInt()).isZero();
        assertThat(seller.get("/webhooks/events?occurred_at_after=" + ApiWorld.NOW).is(200).body().get("count")
                .asInt()).isZero();
        assertThat(seller.get("/webhooks/deliveries?event_id=" + first).is(200).body().get("count").asInt())
                .isEqualTo(1);
        assertThat(seller.get("/webhooks/deliveries?event_type=contract.created").is(200).body().get("count")
                .asInt()).isZero();
        assertThat(seller.get("/webhooks/deliveries?endpoint_id=" + UUID.randomUUID()).is(200).body().get("count")
                .asInt()).isZero();
    }

    @Test
    void aHundredEndpointsAreEnough() {
        var rows = new TestRows(WORLD.world().jdbc());
        var first = UUID.fromString(seller.post("/webhooks/endpoints", endpoint()).is(201).at("/id"));
        var sellerId = WORLD.world().jdbc().sql("select seller_id from webhook_endpoint where id = :id")
                .param("id", first).query(UUID.class).single();
        for (int number = 1; number < 100; number++) {
            rows.webhookEndpoint(sellerId);
        }

        seller.post("/webhooks/endpoints", endpoint()).is(409);
    }

    @Test
    @Proves("R-55")
    void anotherSellersDeliveriesAreNotThere() {
        var id = seller.post("/webhooks/endpoints", endpoint()).is(201).at("/id");
        var sent = seller.post("/webhooks/endpoints/" + id + "/test", null).is(201).at("/id");
        var other = WORLD.newSeller();

        other.get("/webhooks/endpoints/" + id).is(404);
        other.post("/webhooks/endpoints/" + id + "/rotate-secret", null).is(404);
        other.post("/webhooks/endpoints/" + id + "/test", null).is(404);
        other.get("/webhooks/deliveries/" + sent).is(404);
        other.post("/webhooks/deliveries/" + sent + "/replay", null).is(404);
        assertThat(other.get("/webhooks/events").is(200).body().get("total_count").asInt()).isZero();
    }

    private static Map<String, Object> endpoint() {
        return Map.of("url", CLOSED, "event_types", List.of("contract.cancelled"));
    }

    private static Map<String, Object> with(String field, Object value) {
        var body = new java.util.HashMap<String, Object>(endpoint());
        body.put(field, value);
        return body;
    }
}
