package io.meterbridge.webhook;

import static io.meterbridge.webhook.WebhookWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.meterbridge.Proves;
import io.meterbridge.webhook.WebhookWorld.Receiving;
import io.meterbridge.webhook.WebhookWorld.Seller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events on their way to endpoints that take them, refuse them, say nothing, or are gone. */
class WebhookDeliveryTest {

    private static final String CANCELLED = "contract.cancelled";

    private static WebhookWorld world;

    private Seller seller;

    @BeforeAll
    static void start() {
        world = WebhookWorld.with(Map.of("meterbridge.webhooks.jitter-percent", "0",
                "meterbridge.webhooks.retries", "PT5S,PT5M,PT1H",
                // within the life of the callers' tokens
                "meterbridge.webhooks.disable-after", "PT2H",
                "meterbridge.webhooks.old-secret-valid", "PT3H",
                "meterbridge.webhooks.response-timeout-millis", "2000"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void aSeller() {
        seller = world.seller();
    }

    @AfterEach
    void calm() {
        world.receiver().faults().calm();
    }

    @Test
    @Proves("R-43")
    void theStandardsLibraryVerifiesWhatArrives() {
        // the library looks at the machine's clock
        world.world().clock().set(Instant.now().truncatedTo(ChronoUnit.MICROS));
        var receiving = seller.endpoint(CANCELLED);

        var id = seller.cancelled("Zoë");

        assertThat(receiving.afterAttempts(id, 1).at("/status")).isEqualTo("delivered");
        var request = world.receiver().requests().stream()
                .filter(each -> each.path().equals(receiving.path())).findFirst().orElseThrow();
        assertThatCode(() -> new Webhook(receiving.secret()).verify(
                request.body(), lowerCased(request.headers())))
                .doesNotThrowAnyException();
        assertThat(request.headers().get("content-type").get(0)).isEqualTo("application/json");
        assertThat(request.headers().get("webhook-id").get(0)).isEqualTo(id);
        assertThat(request.headers().keySet()).noneMatch(name -> name.toLowerCase().startsWith("camel"));
    }

    @Test
    @Proves({"R-40", "R-42"})
    void everyAttemptCarriesTheSameIdAndBytes() {
        var receiving = seller.endpoint(CANCELLED);
        world.receiver().faults().next(2).to(receiving.path()).loseAnswerAfterAccept();

        var id = seller.cancelled("c-1");
        assertThat(receiving.afterAttempts(id, 1).at("/next_attempt_at"))
                .isEqualTo(world.world().clock().instant().plusSeconds(5).toString());
        advance("PT5S");
        receiving.afterAttempts(id, 2);
        advance("PT5M");

        assertThat(receiving.afterAttempts(id, 3).at("/status")).isEqualTo("delivered");
        assertThat(receiving.outcomes(id)).containsExactly("no-answer", "no-answer", "delivered");
        assertThat(world.receiver().receivedAt(receiving.path())).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(id);
            assertThat(event.timesValid()).isEqualTo(3);
            assertThat(event.bodies()).hasSize(1);
        });
    }

    @Test
    @Proves("R-42")
    void whatIsGivenUpCanBeReplayedUnderItsId() {
        var receiving = seller.endpoint(CANCELLED);
        world.receiver().faults().always().to(receiving.path()).serverError();
        var id = seller.cancelled("c-1");
        int attempts = 0;
        for (var wait : List.of("PT5S", "PT5M", "PT1H")) {
            receiving.afterAttempts(id, ++attempts);
            advance(wait);
        }
        await("giving up", () -> receiving.delivery(id).at("/status").equals("failed"));
        assertThat(receiving.delivery(id).at("/reason")).isEqualTo("attempts-used-up");
        assertThat(receiving.outcomes(id)).hasSize(4).containsOnly("refused");
        assertThat(receiving.delivery(id).at("/history/0/answer")).isEqualTo("something broke");
        assertThat(receiving.now().at("/failing_since")).isNotEmpty();

        world.receiver().faults().calm();
        seller.api().post("/webhooks/deliveries/" + receiving.delivery(id).at("/id") + "/replay", null).is(202);

        assertThat(receiving.afterAttempts(id, 5).at("/status")).isEqualTo("delivered");
        assertThat(world.receiver().receivedAt(receiving.path())).singleElement()
                .satisfies(event -> assertThat(event.id()).isEqualTo(id));
        assertThat(receiving.now().body().get("failing_since").isNull()).isTrue();
    }

    @Test
    @Proves("R-42")
    void aReceiverThatAsksForTimeGetsIt() {
        var receiving = seller.endpoint(CANCELLED);
        world.receiver().faults().next(1).to(receiving.path()).throttle();

        var id = seller.cancelled("c-1");

        assertThat(receiving.afterAttempts(id, 1).at("/next_attempt_at"))
                .isEqualTo(world.world().clock().instant().plusSeconds(600).toString());
        assertThat(receiving.delivery(id).at("/history/0/http_status")).isEqualTo("429");
    }

    @Test
    @Proves("R-42")
    void beforeADeadlineItIsTriedMoreOften() {
        var receiving = seller.endpoint(CANCELLED);
        world.receiver().faults().next(2).to(receiving.path()).serverError();

        var id = seller.happens(EventType.CONTRACT_CANCELLED,
                world.world().clock().instant().plus(Duration.ofMinutes(15)), Map.of("contract", Map.of()));
        receiving.afterAttempts(id, 1);
        advance("PT5S");

        assertThat(receiving.afterAttempts(id, 2).at("/next_attempt_at"))
                .isEqualTo(world.world().clock().instant().plusSeconds(10).toString());
        advance("PT10S");
        assertThat(receiving.afterAttempts(id, 3).at("/status")).isEqualTo("delivered");
    }

    @Test
    @Proves("R-42")
    void anEndpointThatIsGoneIsDisabledAndTheOthersAreTold() {
        var gone = seller.endpoint(CANCELLED);
        var other = seller.endpoint("webhook.endpoint_disabled");
        world.receiver().faults().always().to(gone.path()).answer(410, Map.of(), "gone");

        var id = seller.cancelled("c-1");

        assertThat(gone.afterAttempts(id, 1).at("/reason")).isEqualTo("endpoint-gone");
        assertThat(gone.now().at("/status")).isEqualTo("disabled");
        assertThat(gone.now().at("/disabled_reason")).isEqualTo("gone");
        await("the others to be told", () -> !world.receiver().receivedAt(other.path()).isEmpty());
        assertThat(world.receiver().receivedAt(other.path()).get(0).body())
                .startsWith("{\"type\":\"webhook.endpoint_disabled\",").contains(gone.id())
                .doesNotContain("whsec_", "sealed");
        var later = seller.cancelled("c-2");
        assertThat(gone.delivery(later).at("/reason")).isEqualTo("endpoint-disabled");
        seller.api().post("/webhooks/deliveries/" + gone.delivery(later).at("/id") + "/replay", null).is(409);
    }

    @Test
    @Proves("R-42")
    void nothingButFailuresForTooLongDisables() {
        var receiving = seller.endpoint(CANCELLED);
        world.receiver().faults().always().to(receiving.path()).serverError();
        var first = seller.cancelled("c-1");
        receiving.afterAttempts(first, 1);
        assertThat(receiving.now().at("/status")).isEqualTo("enabled");

        advance("PT2H");

        await("disabling", () -> receiving.now().at("/disabled_reason").equals("failing"));
        assertThat(receiving.afterAttempts(first, 2).at("/reason")).isEqualTo("endpoint-disabled");

        world.receiver().faults().calm();
        seller.api().patch("/webhooks/endpoints/" + receiving.id(), Map.of("status", "enabled")).is(200);
        seller.api().post("/webhooks/deliveries/" + receiving.delivery(first).at("/id") + "/replay", null).is(202);
        assertThat(receiving.afterAttempts(first, 3).at("/status")).isEqualTo("delivered");
    }

    @Test
    @Proves("R-43")
    void aSecretIsChangedWithoutAGap() {
        var receiving = seller.endpoint(CANCELLED);

        var rotated = seller.api().post("/webhooks/endpoints/" + receiving.id() + "/rotate-secret", null).is(201);

        assertThat(rotated.at("/secret")).startsWith("whsec_").isNotEqualTo(receiving.secret());
        var withOld = seller.cancelled("c-1");
        assertThat(receiving.afterAttempts(withOld, 1).at("/status")).isEqualTo("delivered");
        world.receiver().trust(receiving.path(), rotated.at("/secret"));
        var withNew = seller.cancelled("c-2");
        assertThat(receiving.afterAttempts(withNew, 1).at("/status")).isEqualTo("delivered");

        world.receiver().trust(receiving.path(), receiving.secret());
        advance("PT3H");
        var late = seller.cancelled("c-3");
        assertThat(receiving.afterAttempts(late, 1).at("/history/0/http_status")).isEqualTo("401");
    }

    @Test
    @Proves("R-44")
    void aRedirectIsNotFollowed() {
        var receiving = seller.endpoint(CANCELLED);
        var elsewhere = world.receiver().url("/elsewhere");
        world.receiver().faults().next(1).to(receiving.path()).answer(307, Map.of("Location", elsewhere), "");

        var id = seller.cancelled("c-1");

        assertThat(receiving.afterAttempts(id, 1).at("/history/0/http_status")).isEqualTo("307");
        assertThat(receiving.outcomes(id)).containsExactly("refused");
        assertThat(world.receiver().requests()).noneMatch(request -> request.path().equals("/elsewhere"));
    }

    @Test
    @Proves("R-44")
    void anAddressThatMayNotBeCalledAnyMoreIsNotCalled() {
        var receiving = seller.endpoint(CANCELLED);
        world.world().jdbc().sql("update webhook_endpoint set url = 'http://169.254.169.254/' where id = :id::uuid")
                .param("id", receiving.id()).update();

        var id = seller.cancelled("c-1");

        assertThat(receiving.afterAttempts(id, 1).at("/history/0/outcome")).isEqualTo("blocked");
    }

    @Test
    void aReceiverThatSaysNothingIsNoAnswerAndALongOneIsCutOff() {
        var silent = seller.endpoint(CANCELLED);
        var chatty = seller.endpoint(CANCELLED);
        var hold = world.receiver().faults().next(1).to(silent.path()).holdBeforeWork();
        world.receiver().faults().next(1).to(chatty.path()).answer(400, Map.of(), "\u0000" + "x".repeat(1_000_000));

        var id = seller.cancelled("c-1");

        assertThat(chatty.afterAttempts(id, 1).at("/history/0/answer")).isEqualTo(" " + "x".repeat(499));
        assertThat(silent.afterAttempts(id, 1).at("/history/0/outcome")).isEqualTo("no-answer");
        hold.release();
    }

    @Test
    void aTestEventGoesToItsEndpointAlone() {
        var receiving = seller.endpoint(CANCELLED);
        var other = seller.endpoint(CANCELLED);

        var sent = seller.api().post("/webhooks/endpoints/" + receiving.id() + "/test", null).is(201);

        assertThat(receiving.afterAttempts(sent.at("/event_id"), 1).at("/status")).isEqualTo("delivered");
        assertThat(world.receiver().receivedAt(receiving.path()).get(0).body())
                .startsWith("{\"type\":\"webhook.test\",");
        assertThat(world.receiver().receivedAt(other.path())).isEmpty();
    }

    @Test
    void anEndpointIsToldInItsOwnWords() {
        var receiving = seller.endpoint(Map.of("event_names", Map.of(CANCELLED, "{cloud}.contract.ended")), CANCELLED);

        var id = seller.cancelled("c-1");

        receiving.afterAttempts(id, 1);
        assertThat(world.receiver().receivedAt(receiving.path()).get(0).body())
                .startsWith("{\"type\":\"aws.contract.ended\",");
    }

    @Test
    @Proves("R-40")
    void aSenderThatDoesNotComeBackIsReplacedAndItsProofStillCounts() throws InterruptedException {
        var receiving = seller.endpoint(CANCELLED);
        var hold = world.receiver().faults().next(1).to(receiving.path()).holdBeforeWork();
        var id = seller.cancelled("c-1");
        hold.awaitArrival(Duration.ofSeconds(30));

        advance("PT61S");

        await("the second sender", () -> !world.receiver().receivedAt(receiving.path()).isEmpty());
        hold.release();
        var delivery = receiving.afterAttempts(id, 1);
        assertThat(delivery.at("/status")).isEqualTo("delivered");
        assertThat(delivery.at("/attempts")).isEqualTo("2");
        await("both answers", () -> receiving.delivery(id).body().get("history").size() == 2);
        assertThat(receiving.delivery(id).at("/status")).isEqualTo("delivered");
        assertThat(world.receiver().receivedAt(receiving.path())).singleElement()
                .satisfies(event -> assertThat(event.id()).isEqualTo(id));
    }

    @Test
    void outcomesAreCounted() throws Exception {
        seller.endpoint(CANCELLED).afterAttempts(seller.cancelled("c-1"), 1);
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + world.world().port() + "/observe/metrics")).build();

        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
                .containsPattern("meterbridge_webhook_deliveries_total\\{outcome=\"delivered\"} [1-9]")
                .contains("meterbridge_webhook_deliveries_total{outcome=\"given-up\"}");
    }

    private static void advance(String time) {
        world.world().clock().advance(Duration.parse(time));
    }

    private static Map<String, List<String>> lowerCased(Map<String, List<String>> headers) {
        return headers.entrySet().stream().collect(java.util.stream.Collectors.toMap(
                header -> header.getKey().toLowerCase(), Map.Entry::getValue));
    }
}
