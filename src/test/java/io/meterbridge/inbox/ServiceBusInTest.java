package io.meterbridge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestRows;
import io.meterbridge.sandbox.ServiceBusServer;
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

/** Sellers' queues and topics on a Service Bus server, read through the real component by the whole application. */
class ServiceBusInTest {

    private static ServiceBusServer bus;
    private static MeteringWorld world;

    private final TestRows rows = new TestRows(world.jdbc());
    private final UUID seller = rows.seller();
    private final String queue = "q-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        bus = ServiceBusServer.start();
        world = MeteringWorld.at("2026-03-01T12:00:00Z",
                Map.of("meterbridge.notifications.consumers-every-millis", "50"));
    }

    @AfterAll
    static void stop() {
        world.close();
        bus.close();
    }

    @AfterEach
    void nobodyListensAnyMore() {
        world.jdbc().sql("delete from integration").update();
        await().until(() -> routes().isEmpty());
    }

    @Test
    @Proves("R-31")
    void whatIsInTheQueueIsStoredAndCompletedOnce() {
        connect(queue);
        bus.put(queue, operation("op-1"));
        bus.put(queue, "{\"specversion\":\"1.0\",\"id\":\"ce\",\"data\":" + operation("op-1") + "}");
        bus.put(queue, "rubbish");

        await().until(() -> stored().size() == 2);
        await().until(() -> bus.messagesIn(queue) == 0);
        assertThat(stored()).extracting(row -> row.get("transport")).containsOnly("service-bus");
    }

    @Test
    @Proves("R-31")
    void aTopicsSubscriptionIsReadLikeAQueue() {
        var subscription = queue + "/subscriptions/meterbridge";
        connect(subscription);
        bus.put(subscription, operation("op-1"));

        await().until(() -> stored().size() == 1);
        await().until(() -> bus.messagesIn(subscription) == 0);
    }

    @Test
    @Proves("R-31")
    void whatAnotherStoredAndDidNotLiveToCompleteIsNotStoredTwice() {
        bus.put(queue, operation("op-1"));
        world.bean(Ingress.class).store(new RawMessage(seller, "azure", "service-bus", "elsewhere",
                operation("op-1").getBytes(UTF_8), null));

        connect(queue);

        await().until(() -> bus.messagesIn(queue) == 0);
        assertThat(stored()).hasSize(1);
    }

    @Test
    @Proves("R-31")
    void whatCannotBeStoredIsGivenBackUntilItCan() {
        world.jdbc().sql("alter table notification_inbox add constraint full_disk "
                + "check (message_key <> 'late') not valid").update();
        connect(queue);
        bus.put(queue, operation("late"));
        bus.put(queue, operation("early"));
        inTime(() -> stored().size() == 1);
        assertThat(bus.messagesIn(queue)).isPositive();
        world.jdbc().sql("alter table notification_inbox drop constraint full_disk").update();

        inTime(() -> stored().size() == 2);
        inTime(() -> bus.messagesIn(queue) == 0);
    }

    @Test
    @Proves("R-25")
    void aConsumerWhoseConnectionBrokeOrWhichFellSilentReadsOn() throws Exception {
        connect(queue);
        bus.put(queue, operation("before"));
        await().until(() -> stored().size() == 1);
        bus.dropConnections();
        bus.put(queue, operation("after the break"));
        inTime(() -> stored().size() == 2);

        world.bean(CamelContext.class).getRoute(routes().get(0)).getConsumer().stop();
        bus.put(queue, operation("after the silence"));
        world.clock().advance(Duration.ofMinutes(16));
        inTime(() -> stored().size() == 3);
    }

    /** Waits while time passes, as a consumer in trouble begins anew only after a pause. */
    private static void inTime(Callable<Boolean> reached) {
        await().until(() -> {
            world.clock().advance(Duration.ofSeconds(5));
            return reached.call();
        });
    }

    private void connect(String entity) {
        var sealed = world.bean(SecretBox.class).seal("{\"service_bus_connection_string\":\""
                + bus.connectionString() + "\"}", SecretBox.identityOf("integration", seller, "azure"));
        rows.insert("integration", Map.of("seller_id", seller, "provider", "azure", "status", "connected",
                "settings", Map.of("tenant_id", "t", "client_id", "c", "service_bus_queue", entity),
                "sealed_secret", "\\x" + HexFormat.of().formatHex(sealed),
                "verified_at", "2026-03-01T00:00:00Z", "updated_at", "2026-03-01T00:00:00Z", "refusals", 0));
    }

    private static String operation(String id) {
        return "{\"id\":\"%s\",\"subscriptionId\":\"s-1\",\"action\":\"Renew\"}".formatted(id);
    }

    private static List<String> routes() {
        return world.bean(CamelContext.class).getRoutes().stream().map(route -> route.getRouteId())
                .filter(id -> id.startsWith("azure-messages-")).toList();
    }

    private List<Map<String, Object>> stored() {
        return world.jdbc().sql("select * from notification_inbox where seller_id = :seller")
                .param("seller", seller).query().listOfRows();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
