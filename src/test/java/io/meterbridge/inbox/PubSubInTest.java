package io.meterbridge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestRows;
import io.meterbridge.sandbox.PubSubServer;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.world.MeteringWorld;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sellers' subscriptions on a Pub/Sub server, read through the real component by the whole application. */
class PubSubInTest {

    private static PubSubServer pubSub;
    private static MeteringWorld world;

    private final TestRows rows = new TestRows(world.jdbc());
    private final UUID seller = rows.seller();
    private final String subscription = "projects/project-1/subscriptions/s-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        pubSub = PubSubServer.start();
        world = MeteringWorld.at("2026-03-01T12:00:00Z", Map.of("PUBSUB_EMULATOR_HOST", pubSub.host(),
                "meterbridge.notifications.consumers-every-millis", "50"));
    }

    @AfterAll
    static void stop() {
        world.close();
        pubSub.close();
    }

    @AfterEach
    void nobodyListensAnyMore() {
        world.jdbc().sql("delete from integration").update();
        await().until(() -> routes().isEmpty());
    }

    @Test
    @Proves("R-31")
    void whatIsPublishedIsStoredAndAcknowledgedOnce() {
        pubSub.newSubscription(subscription);
        connect();
        pubSub.publish(subscription, event("g-1"), Map.of());
        pubSub.publish(subscription, event("g-1"), Map.of("CamelSqlQuery", "drop", "camelHttpUri", "http://evil"));
        pubSub.publish(subscription, "rubbish", Map.of());

        await().until(() -> stored().size() == 2);
        await().until(() -> pubSub.messagesIn(subscription) == 0);
        assertThat(stored()).extracting(row -> row.get("contract_key")).containsExactlyInAnyOrder("E", null);
    }

    @Test
    @Proves("R-31")
    void whatAnotherStoredAndDidNotLiveToAcknowledgeIsNotStoredTwice() {
        pubSub.newSubscription(subscription);
        pubSub.publish(subscription, event("g-1"), Map.of());
        world.bean(Ingress.class).store(new RawMessage(seller, "gcp", "pub-sub", "elsewhere",
                event("g-1").getBytes(UTF_8), null));

        connect();

        await().until(() -> pubSub.messagesIn(subscription) == 0);
        assertThat(stored()).hasSize(1);
    }

    @Test
    @Proves("R-31")
    void whatCannotBeStoredIsGivenBackUntilItCan() {
        world.jdbc().sql("alter table notification_inbox add constraint full_disk "
                + "check (message_key <> 'ENTITLEMENT_ACTIVE:late') not valid").update();
        pubSub.newSubscription(subscription);
        connect();
        pubSub.publish(subscription, event("late"), Map.of());
        pubSub.publish(subscription, event("early"), Map.of());
        inTime(() -> stored().size() == 1);
        inTime(() -> pubSub.messagesIn(subscription) == 1);
        world.jdbc().sql("alter table notification_inbox drop constraint full_disk").update();

        inTime(() -> stored().size() == 2);
        inTime(() -> pubSub.messagesIn(subscription) == 0);
    }

    @Test
    @Proves("R-25")
    void aSubscriptionThatIsGoneIsNoticedAndReadAgainOnceItIsBack() {
        connect();
        await().untilAsserted(() -> assertThat(world.bean(MessageConsumers.class).troubles())
                .containsOnlyKeys("gcp-messages-" + seller));
        await().until(() -> routes().isEmpty());
        var refused = pubSub.streamsRefused();
        pubSub.newSubscription(subscription);
        pubSub.publish(subscription, event("g-1"), Map.of());
        assertThat(pubSub.streamsRefused()).as("streams of a consumer that was stopped").isEqualTo(refused);

        inTime(() -> stored().size() == 1);
        assertThat(world.bean(MessageConsumers.class).troubles()).isEmpty();
    }

    @Test
    @Proves("R-25")
    void aStreamThatStaysQuietBeginsAnew() throws Exception {
        pubSub.newSubscription(subscription);
        connect();
        await().until(() -> routes().size() == 1);
        world.bean(CamelContext.class).getRoute(routes().get(0)).getConsumer().stop();
        pubSub.publish(subscription, event("g-1"), Map.of());
        world.clock().advance(Duration.ofMinutes(16));

        inTime(() -> stored().size() == 1);
    }

    /** Waits while time passes, as a consumer in trouble begins anew only after a pause. */
    private static void inTime(Callable<Boolean> reached) {
        await().until(() -> {
            world.clock().advance(Duration.ofSeconds(5));
            return reached.call();
        });
    }

    private void connect() {
        var sealed = world.bean(SecretBox.class).seal(
                "{\"service_account_json\":{\"type\":\"service_account\",\"token_uri\":\"http://localhost/token\"}}",
                SecretBox.identityOf("integration", seller, "gcp"));
        rows.insert("integration", Map.of("seller_id", seller, "provider", "gcp", "status", "connected",
                "settings", Map.of("provider_id", "P", "pubsub_subscription", subscription),
                "sealed_secret", "\\x" + HexFormat.of().formatHex(sealed),
                "verified_at", "2026-03-01T00:00:00Z", "updated_at", "2026-03-01T00:00:00Z", "refusals", 0));
    }

    private static String event(String id) {
        return "{\"eventId\":\"%s\",\"eventType\":\"ENTITLEMENT_ACTIVE\",\"entitlement\":{\"id\":\"E\"}}".formatted(id);
    }

    private static List<String> routes() {
        return world.bean(CamelContext.class).getRoutes().stream().map(route -> route.getRouteId())
                .filter(id -> id.startsWith("gcp-messages-")).toList();
    }

    private List<Map<String, Object>> stored() {
        return world.jdbc().sql("select * from notification_inbox where seller_id = :seller")
                .param("seller", seller).query().listOfRows();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}
