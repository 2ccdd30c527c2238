package io.meterbridge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.TestRows;
import io.meterbridge.sandbox.SqsServer;
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
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Sellers' queues on a real SQS server, read through the real component by the whole application. */
class SqsInTest {

    private static SqsServer sqs;
    private static MeteringWorld world;

    private final TestRows rows = new TestRows(world.jdbc());
    private final UUID seller = rows.seller();
    private final String queue = sqs.newQueue("q-" + UUID.randomUUID());

    @BeforeAll
    static void start() {
        sqs = SqsServer.start();
        world = MeteringWorld.at("2026-03-01T12:00:00Z", Map.of("AWS_ENDPOINT_URL_SQS", sqs.url(),
                "meterbridge.notifications.consumers-every-millis", "50",
                // a consumer stops when its poll ends
                "meterbridge.notifications.sqs-wait-seconds", "1"));
    }

    @AfterAll
    static void stop() {
        world.close();
        sqs.close();
    }

    @AfterEach
    void nobodyListensAnyMore() {
        world.jdbc().sql("delete from integration").update();
        await().until(() -> routes().isEmpty());
    }

    @Test
    @Proves("R-31")
    void whateverTheQueueHoldsIsStoredAndDeleted() {
        connect(queue);
        send("{\"detail-type\":\"License Updated - Manufacturer\",\"id\":\"e-1\",\"time\":\"2026-03-01T11:00:00Z\","
                + "\"detail\":{\"requestId\":\"r-1\",\"agreement\":{\"id\":\"agmt-1\"}}}");
        send("{\"Type\":\"Notification\",\"MessageId\":\"m-1\",\"Message\":\"{\\\"action\\\":\\\"subscribe-success\\\","
                + "\\\"customer-identifier\\\":\\\"c\\\",\\\"product-code\\\":\\\"p\\\"}\"}");
        send("{\"action\":\"unsubscribe-pending\",\"customer-identifier\":\"c\",\"product-code\":\"p\"}");
        send("rubbish");

        await().untilAsserted(() -> assertThat(stored()).extracting(row -> row.get("event_type"))
                .containsExactlyInAnyOrder("License Updated", "subscribe-success", "unsubscribe-pending", null));
        await().until(() -> sqs.messagesIn(queue) == 0);
        assertThat(stored()).allSatisfy(row -> assertThat(row.get("transport")).isEqualTo("sqs"));
    }

    @Test
    @Proves("R-31")
    void whatAnotherStoredAndDidNotLiveToDeleteIsNotStoredTwice() {
        var body = "{\"action\":\"unsubscribe-pending\",\"customer-identifier\":\"c\",\"product-code\":\"p\"}";
        send(body);
        var received = sqs.client().receiveMessage(request -> request.queueUrl(queue)).messages().get(0);
        world.bean(Ingress.class).store(new RawMessage(seller, "aws", "sqs", received.messageId(),
                body.getBytes(UTF_8), null));

        connect(queue);

        await().until(() -> sqs.messagesIn(queue) == 0);
        assertThat(stored()).hasSize(1);
    }

    @Test
    @Proves("R-31")
    void whatCannotBeStoredStaysInTheQueueUntilItCan() {
        world.jdbc().sql("alter table notification_inbox add constraint full_disk check (event_type <> 'late') not valid")
                .update();
        connect(queue);
        send("{\"action\":\"late\",\"customer-identifier\":\"c\",\"product-code\":\"p\"}");
        send("{\"action\":\"early\",\"customer-identifier\":\"c\",\"product-code\":\"p\"}");
        inTime(() -> stored().size() == 1);
        assertThat(sqs.messagesIn(queue)).isPositive();
        world.jdbc().sql("alter table notification_inbox drop constraint full_disk").update();

        inTime(() -> stored().size() == 2);
        inTime(() -> sqs.messagesIn(queue) == 0);
    }

    @Test
    void headersFromOutsideSteerNothing() {
        connect(queue);
        sqs.client().sendMessage(message -> message.queueUrl(queue).messageBody("{\"action\":\"x\"}")
                .messageAttributes(Map.of("CamelAwsSqsReceiptHandle", text("stolen"), "camelHttpUri", text("http://evil"),
                        "CamelSqlQuery", text("drop"))));

        await().until(() -> stored().size() == 1);
        await().until(() -> sqs.messagesIn(queue) == 0);
    }

    @Test
    void aConnectionThatIsSavedAnewReadsItsNewQueueAndOneThatIsGoneReadsNone() {
        connect(queue);
        send("{\"action\":\"one\"}");
        await().until(() -> stored().size() == 1);
        var other = sqs.newQueue("q-" + UUID.randomUUID());
        world.jdbc().sql("""
                update integration set settings = settings || jsonb_build_object('notifications_queue_url', :url),
                    updated_at = updated_at + interval '1 second' where seller_id = :seller""")
                .param("url", other).param("seller", seller).update();
        sqs.client().sendMessage(message -> message.queueUrl(other).messageBody("{\"action\":\"two\"}"));
        await().until(() -> stored().size() == 2);

        world.jdbc().sql("delete from integration where seller_id = :seller").param("seller", seller).update();
        await().until(() -> routes().isEmpty());
        sqs.client().sendMessage(message -> message.queueUrl(other).messageBody("{\"action\":\"three\"}"));

        assertThat(sqs.messagesIn(other)).isEqualTo(1);
        assertThat(stored()).hasSize(2);
    }

    @Test
    @Proves("R-25")
    void aConsumerThatStoppedOrFellSilentBeginsAnew() throws Exception {
        connect(queue);
        await().until(() -> routes().size() == 1);
        var route = routes().get(0);
        world.bean(CamelContext.class).getRouteController().stopRoute(route);
        send("{\"action\":\"after the stop\"}");
        inTime(() -> stored().size() == 1);

        world.bean(CamelContext.class).getRoute(route).getConsumer().stop();
        assertThat(world.bean(CamelContext.class).getRouteController().getRouteStatus(route).isStarted()).isTrue();
        send("{\"action\":\"after the silence\"}");
        world.clock().advance(Duration.ofMinutes(3));
        inTime(() -> stored().size() == 2);
    }

    @Test
    @Proves("R-33")
    void oneSellersBrokenQueueShowsAndHoldsUpNobodyElse() {
        var other = rows.seller();
        connect(other, sqs.url() + "/000000000000/there-is-none");
        connect(queue);
        send("{\"action\":\"x\"}");

        await().until(() -> stored().size() == 1);
        await().untilAsserted(() -> assertThat(world.bean(MessageConsumers.class).troubles())
                .containsOnlyKeys("aws-messages-" + other));
        assertThat(world.bean(ConsumersHealth.class).health()).satisfies(health -> {
            assertThat(health.getStatus().getCode()).isEqualTo("UP");
            assertThat(health.getDetails()).containsKey("aws-messages-" + other);
        });
    }

    /** Waits while time passes, as a consumer in trouble begins anew only after a pause. */
    private static void inTime(Callable<Boolean> reached) {
        await().until(() -> {
            world.clock().advance(Duration.ofSeconds(5));
            return reached.call();
        });
    }

    private void connect(String url) {
        connect(seller, url);
    }

    private void connect(UUID owner, String url) {
        var sealed = world.bean(SecretBox.class).seal(
                "{\"access_key_id\":\"AKIAOFTHESELLER00001\",\"secret_access_key\":\"secret\"}",
                SecretBox.identityOf("integration", owner, "aws"));
        rows.insert("integration", Map.of("seller_id", owner, "provider", "aws", "status", "connected",
                "settings", Map.of("region", "us-east-1", "notifications_queue_url", url),
                "sealed_secret", "\\x" + HexFormat.of().formatHex(sealed),
                "verified_at", "2026-03-01T00:00:00Z", "updated_at", "2026-03-01T00:00:00Z", "refusals", 0));
    }

    private void send(String body) {
        sqs.client().sendMessage(message -> message.queueUrl(queue).messageBody(body));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static List<String> routes() {
        return world.bean(CamelContext.class).getRoutes().stream().map(route -> route.getRouteId())
                .filter(id -> id.startsWith("aws-messages-")).toList();
    }

    private List<Map<String, Object>> stored() {
        return world.jdbc().sql("select * from notification_inbox where seller_id = :seller")
                .param("seller", seller).query().listOfRows();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}
