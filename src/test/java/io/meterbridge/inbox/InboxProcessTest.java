package io.meterbridge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.TestRows;
import io.meterbridge.world.MeteringWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Notifications of a marketplace {@code acme}, through the real route. Its contracts obey what the message
 * says: fail, forget, wait, hang, or be done.
 */
class InboxProcessTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    @AutoClose
    static final MeteringWorld WORLD = MeteringWorld.at("2026-03-01T12:00:00Z",
            Map.of("meterbridge.notifications.look-every-millis", "20"));

    private static final Map<UUID, List<String>> WORK = new ConcurrentHashMap<>();
    private static final CountDownLatch HANGING = new CountDownLatch(1);

    private final UUID seller = new TestRows(WORLD.jdbc()).seller();

    @BeforeAll
    static void acmeHasARoute() throws Exception {
        WORLD.bean(CamelContext.class).addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:contract-acme").errorHandler(noErrorHandler()).process(exchange ->
                        work(exchange.getMessage().getBody(Notification.class)));
            }
        });
    }

    private static void work(Notification notification) throws InterruptedException {
        WORK.computeIfAbsent(notification.sellerId(), key -> new CopyOnWriteArrayList<>())
                .add(notification.messageKey().replaceFirst("sqs:", ""));
        if (notification.payload().contains("hang")) {
            HANGING.await();
        }
        if (notification.payload().contains("fail")) {
            throw new IllegalStateException("this contract always fails");
        }
        if (!notification.payload().contains("forget")) {
            WORLD.bean(SellerTransactions.class).forSeller(notification.sellerId(), () -> {
                WORLD.bean(Inbox.class).settle(notification, Verdict.done());
                return null;
            });
        }
    }

    @Test
    @Proves("R-31")
    void whatIsStoredIsWorkedOnOnce() {
        store("acme", "m-1", "done");

        awaitState("m-1", "done");
        assertThat(work()).containsExactly("m-1");
        assertThat(row("m-1")).containsEntry("attempts", 1).containsEntry("failures", 0);
    }

    @Test
    void whereNoRouteLeadsTheyWaitAndSayWhy() {
        store("nowhere", "m-1", "done");

        await().untilAsserted(() -> assertThat(row("m-1")).containsEntry("state", "received")
                .containsEntry("attempts", 0).containsEntry("reason", "no route direct:contract-nowhere"));
    }

    @Test
    @Proves("R-33")
    void poisonIsTriedAgainAndParkedAndNobodyWaitsForIt() {
        store("acme", "poison", "fail");
        store("acme", "good", "done");
        awaitState("good", "done");

        for (int failures = 1; failures < Inbox.FAILURES_MAX; failures++) {
            var expected = failures;
            await().untilAsserted(() -> assertThat(row("poison"))
                    .containsEntry("state", "received").containsEntry("failures", expected));
            WORLD.clock().advance(Inbox.pause(failures));
        }

        awaitState("poison", "parked");
        assertThat(row("poison")).containsEntry("attempts", Inbox.FAILURES_MAX)
                .containsEntry("reason", "IllegalStateException: this contract always fails");
    }

    @Test
    void workWithoutAVerdictIsAFailure() {
        store("acme", "m-1", "forget");

        await().untilAsserted(() -> assertThat(row("m-1")).containsEntry("state", "received")
                .containsEntry("failures", 1).containsEntry("reason", "the route ended without a verdict"));
    }

    @Test
    @Proves("R-33")
    void aSellerWhoseWorkHangsHoldsUpNobodyElse() {
        var other = new TestRows(WORLD.jdbc()).seller();
        for (int i = 0; i < 20; i++) {
            store("acme", "stuck-" + i, "hang");
        }
        await().until(() -> WORK.getOrDefault(seller, List.of()).size() == 8);
        store(other, "acme", "m-1", "done");

        await().until(() -> WORK.getOrDefault(other, List.of()).contains("m-1"));
        assertThat(work()).as("at once in work for one seller").hasSize(8);
        HANGING.countDown();
        await().until(() -> WORK.get(seller).size() == 20);
    }

    @Test
    void ofOneContractTheEarliestGoesFirstAndOneAtATime() {
        insert("late", "K", "2026-03-01T11:00:00Z");
        insert("early", "K", "2026-03-01T10:00:00Z");
        insert("middle", "K", "2026-03-01T10:30:00Z");
        WORLD.jdbc().sql("update notification_inbox set next_attempt_at = :now where seller_id = :seller")
                .param("now", java.sql.Timestamp.from(WORLD.clock().instant())).param("seller", seller).update();

        await().until(() -> WORK.getOrDefault(seller, List.of()).size() == 3);
        assertThat(work()).containsExactly("early", "middle", "late");
    }

    @Test
    @Proves({"R-31", "R-33"})
    void aClaimThatNobodySettledIsHandedOutAgainWhenItEnds() {
        insert("m-1", "K", "2026-03-01T10:00:00Z");
        WORLD.jdbc().sql("""
                update notification_inbox set state = 'processing', claim_token = nextval('claim_token'),
                    attempts = 1, next_attempt_at = :end where seller_id = :seller""")
                .param("end", java.sql.Timestamp.from(WORLD.clock().instant().plus(LEASE)))
                .param("seller", seller).update();
        WORLD.clock().advance(LEASE.plusSeconds(1));

        awaitState("m-1", "done");
        assertThat(row("m-1")).containsEntry("attempts", 2);
    }

    @Test
    void aReplayedMessageThatIsStillUnreadableIsParkedAgain() {
        WORLD.bean(Ingress.class).store(new RawMessage(seller, "aws", "sqs", "m-1", "rubbish".getBytes(UTF_8), null));
        WORLD.jdbc().sql("""
                update notification_inbox set state = 'received', settled_at = null where seller_id = :seller""")
                .param("seller", seller).update();

        awaitState("m-1", "parked");
        assertThat(row("m-1")).containsEntry("reason", "still unreadable");
    }

    private List<String> work() {
        return WORK.get(seller);
    }

    private void store(String cloud, String id, String order) {
        store(seller, cloud, id, order);
    }

    private static void store(UUID seller, String cloud, String id, String order) {
        WORLD.bean(Ingress.class).store(new RawMessage(seller, cloud, "sqs", id,
                "{\"order\":\"%s\"}".formatted(order).getBytes(UTF_8), null));
    }

    /** Far in the future, until its test says when. */
    private void insert(String id, String contract, String occurredAt) {
        new TestRows(WORLD.jdbc()).insert("notification_inbox", Map.ofEntries(Map.entry("id", UUID.randomUUID()),
                Map.entry("seller_id", seller), Map.entry("cloud", "acme"), Map.entry("message_key", "sqs:" + id),
                Map.entry("transport", "sqs"), Map.entry("body", "\\x7b7d"), Map.entry("contract_key", contract),
                Map.entry("occurred_at", Instant.parse(occurredAt)), Map.entry("received_at", "2026-03-01T11:30:00Z"),
                Map.entry("state", "received"), Map.entry("attempts", 0), Map.entry("failures", 0),
                Map.entry("next_attempt_at", "2036-01-01T00:00:00Z")));
    }

    private void awaitState(String id, String state) {
        await().untilAsserted(() -> assertThat(row(id)).containsEntry("state", state));
    }

    private Map<String, Object> row(String id) {
        return WORLD.jdbc().sql("select * from notification_inbox where seller_id = :seller and message_key = :key")
                .param("seller", seller).param("key", "sqs:" + id).query().singleRow();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
    }
}
