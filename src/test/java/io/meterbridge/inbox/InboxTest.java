package io.meterbridge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import io.meterbridge.time.DatabaseOffset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is stored, when, and who may say what became of it. */
class InboxTest {

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final InstantSource clock = () -> NOW;
    private final UUID seller = new TestRows(DATABASE.workerJdbc()).seller();
    private final Ingress ingress =
            new Ingress(DATABASE.sellerTransactions(), DATABASE.sellerJdbc(), UUID::randomUUID, clock);
    private final Inbox inbox = new Inbox(DATABASE.sellerTransactions(), DATABASE.sellerJdbc(), clock,
            new DatabaseOffset(DATABASE.workerJdbc(), clock));

    @Test
    @Proves("R-31")
    void aMessageIsStoredOnceHoweverOftenItComes() {
        assertThat(ingress.store(gcp("g-1", "ps-1"))).isTrue();
        assertThat(ingress.store(gcp("g-1", "ps-1"))).isFalse();
        assertThat(ingress.store(gcp("g-1", "ps-2"))).isFalse();
        assertThat(ingress.store(gcp("g-2", "ps-3"))).isTrue();

        assertThat(rows()).extracting(row -> row.get("message_key"))
                .containsExactlyInAnyOrder("ENTITLEMENT_ACTIVE:g-1", "ENTITLEMENT_ACTIVE:g-2");
    }

    @Test
    @Proves("R-31")
    void ofManyAtOnceExactlyOneStores() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var results = threads.invokeAll(java.util.Collections.nCopies(16,
                    (Callable<Boolean>) () -> ingress.store(gcp("g-1", "ps-1"))));

            var stored = 0;
            for (var result : results) {
                stored += result.get() ? 1 : 0;
            }
            assertThat(stored).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theSameMessageToTwoSellersIsTwoMessages() {
        var other = new TestRows(DATABASE.workerJdbc()).seller();

        assertThat(ingress.store(gcp("g-1", "ps-1"))).isTrue();
        assertThat(ingress.store(new RawMessage(other, "gcp", "pub-sub", "ps-1", gcp("g-1", "ps-1").body(), null)))
                .isTrue();
    }

    @Test
    void whatCannotBeReadIsKeptAndParkedAndStoredOnce() {
        var rubbish = new RawMessage(seller, "aws", "sqs", "q-1", "hello \0".getBytes(UTF_8), null);

        assertThat(ingress.store(rubbish)).isTrue();
        assertThat(ingress.store(rubbish)).isFalse();

        var row = rows().get(0);
        assertThat(row).containsEntry("state", "parked").containsEntry("reason", "not JSON")
                .containsEntry("message_key", "sqs:q-1");
        assertThat((byte[]) row.get("body")).asString(UTF_8).isEqualTo("hello \0");
    }

    @Test
    void whatHasNoIdAtAllIsKnownByItsBytes() {
        assertThat(ingress.store(raw("azure", "{\"subscriptionId\":\"s-1\"}"))).isTrue();
        assertThat(ingress.store(raw("azure", "{\"subscriptionId\":\"s-1\"}"))).isFalse();
        assertThat(ingress.store(raw("azure", "{\"subscriptionId\":\"s-2\"}"))).isTrue();

        assertThat(rows()).allSatisfy(row -> assertThat((String) row.get("message_key")).startsWith("sha256:"));
    }

    @Test
    void neitherNulNorLengthKeepsAMessageOut() {
        var key = "\\u0000" + "x".repeat(1000);
        var body = "{\"id\":\"%s\",\"subscriptionId\":\"%s\",\"action\":\"%s\"}".formatted(key, key, key);

        assertThat(ingress.store(raw("azure", body))).isTrue();
        assertThat(ingress.store(raw("azure", body))).isFalse();

        assertThat(rows().get(0)).containsEntry("state", "received")
                .satisfies(row -> assertThat((String) row.get("contract_key")).hasSize(300));
    }

    @Test
    void whatIsTooLargeIsCutAndParked() {
        var body = "{\"subscriptionId\":\"s\",\"x\":\"" + "x".repeat(Ingress.BYTES_MAX) + "\"}";

        assertThat(ingress.store(raw("azure", body))).isTrue();

        assertThat(rows().get(0)).containsEntry("state", "parked").containsEntry("reason", "too large")
                .satisfies(row -> assertThat((byte[]) row.get("body")).hasSize(Ingress.BYTES_MAX));
    }

    @Test
    void whenItHappenedIsTheMarketplacesWordElseTheTransports() {
        ingress.store(new RawMessage(seller, "aws", "sqs", "q-1",
                "{\"action\":\"subscribe-success\",\"customer-identifier\":\"c\",\"product-code\":\"p\"}".getBytes(UTF_8),
                Instant.parse("2026-03-01T11:58:00Z")));

        assertThat(claimed("q-1").occurredAt()).isEqualTo("2026-03-01T11:58:00Z");
    }

    @Test
    @Proves("R-34")
    void settlingOutsideTheSellersTransactionIsRefused() {
        ingress.store(gcp("g-1", "ps-1"));
        var notification = claimed("g-1");
        var other = new TestRows(DATABASE.workerJdbc()).seller();

        assertThatThrownBy(() -> inbox.settle(notification, Verdict.done()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("inside a transaction");
        assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(other, () -> {
            inbox.settle(notification, Verdict.done());
            return null;
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("inside a transaction");
        assertThat(rows().get(0)).containsEntry("state", "processing");
    }

    @Test
    @Proves("R-34")
    void whenTheTransactionIsRolledBackTheNotificationIsNotSettled() {
        ingress.store(gcp("g-1", "ps-1"));
        var notification = claimed("g-1");

        assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(seller, () -> {
            inbox.settle(notification, Verdict.done());
            throw new IllegalArgumentException("the contract could not be written");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(rows().get(0)).containsEntry("state", "processing");
    }

    @Test
    @Proves("R-34")
    void aLateOwnerCommitsNothing() {
        ingress.store(gcp("g-1", "ps-1"));
        var late = claimed("g-1");
        var owner = claimed("g-1");

        assertThatThrownBy(() -> settle(late, Verdict.done())).isInstanceOf(ClaimLost.class);
        inbox.failed(late, new IllegalStateException("too late"));
        settle(owner, Verdict.ignored("known already"));
        assertThatThrownBy(() -> settle(owner, Verdict.done())).isInstanceOf(ClaimLost.class);

        assertThat(rows().get(0)).containsEntry("state", "ignored").containsEntry("reason", "known already");
    }

    @Test
    void everyVerdictIsKept() {
        ingress.store(gcp("g-1", "ps-1"));

        settle(claimed("g-1"), Verdict.later(Duration.ofMinutes(7), "its contract\nis not known"));
        assertThat(rows().get(0)).containsEntry("state", "received")
                .containsEntry("reason", "its contract is not known")
                .containsEntry("next_attempt_at", java.sql.Timestamp.from(NOW.plusSeconds(420)));

        settle(claimed("g-1"), Verdict.parked("x".repeat(600)));
        assertThat(rows().get(0)).containsEntry("state", "parked").containsEntry("reason", "x".repeat(500))
                .containsEntry("settled_at", java.sql.Timestamp.from(NOW));

        settle(claimed("g-1"), Verdict.done());
        assertThat(rows().get(0)).containsEntry("state", "done").containsEntry("reason", null);
    }

    @Test
    void pausesDoubleUpToAQuarterOfAnHour() {
        assertThat(List.of(1, 2, 3, 8, 9, 30, 1000)).extracting(failures -> Inbox.pause(failures).toSeconds())
                .containsExactly(5L, 10L, 20L, 640L, 900L, 900L, 900L);
    }

    private void settle(Notification notification, Verdict verdict) {
        DATABASE.sellerTransactions().forSeller(seller, () -> {
            inbox.settle(notification, verdict);
            return null;
        });
    }

    /** As the route claims it; here by hand, whatever its state. */
    private Notification claimed(String key) {
        var row = DATABASE.workerJdbc().sql("""
                update notification_inbox
                set state = 'processing', claim_token = nextval('claim_token'), settled_at = null
                where seller_id = :seller and message_key like '%' || :key returning *""")
                .param("seller", seller).param("key", key).query().singleRow();
        return inbox.notification(row);
    }

    private List<Map<String, Object>> rows() {
        return DATABASE.workerJdbc().sql("select * from notification_inbox where seller_id = :seller")
                .param("seller", seller).query().listOfRows();
    }

    private RawMessage gcp(String event, String transportId) {
        return new RawMessage(seller, "gcp", "pub-sub", transportId, """
                {"eventId":"%s","eventType":"ENTITLEMENT_ACTIVE","entitlement":{"id":"E"}}""".formatted(event)
                .getBytes(UTF_8), null);
    }

    private RawMessage raw(String cloud, String body) {
        return new RawMessage(seller, cloud, "webhook", null, body.getBytes(UTF_8), null);
    }
}
