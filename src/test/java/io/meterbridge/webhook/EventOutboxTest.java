package io.meterbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.util.IdGenerator;
import org.springframework.util.JdkIdGenerator;

/** An event and who is to be told of it are recorded with the change, or not at all. */
class EventOutboxTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:05.123456Z");
    private static final Instant OCCURRED = Instant.parse("2026-11-01T12:00:00Z");

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private final TestRows rows = new TestRows(DATABASE.workerJdbc());
    private final IdGenerator ids = new JdkIdGenerator();
    private final EventOutbox outbox =
            new EventOutbox(DATABASE.sellerDataSource(), new ApiJson(), ids, () -> NOW);
    private final EventOutbox workers =
            new EventOutbox(DATABASE.workerDataSource(), new ApiJson(), ids, () -> NOW);
    private final UUID seller = rows.seller();

    @Test
    void theBodyIsFrozenAsTheInterfaceSpellsIt() {
        var id = recorded(cancelled());

        assertThat(id).matches("msg_[0-9a-f]{32}");
        assertThat(DATABASE.workerJdbc().sql("select body from event_outbox where webhook_id = :id")
                .param("id", id).query(String.class).single())
                .isEqualTo("{\"type\":\"contract.cancelled\",\"timestamp\":\"2026-11-01T12:00:00Z\",\"data\":"
                        + "{\"contract\":{\"cloud\":\"aws\",\"unit_price\":\"0.010\"}}}");
    }

    @Test
    void everySubscribedEndpointOfTheSellerIsToBeTold() {
        var subscribed = rows.webhookEndpoint(seller);
        rows.webhookEndpoint(seller, "event_types", List.of("contract.created"));
        rows.webhookEndpoint(rows.seller());

        var id = recorded(cancelled());

        assertThat(deliveries(id)).singleElement().satisfies(delivery -> assertThat(delivery)
                .containsEntry("endpoint_id", subscribed).containsEntry("status", "pending")
                .containsEntry("seller_id", seller).containsEntry("body", null));
    }

    @Test
    void aDisabledEndpointMayAskForItLaterAndADeletedOneIsForgotten() {
        rows.webhookEndpoint(seller, "status", "disabled", "disabled_reason", "failing");
        rows.webhookEndpoint(seller, "status", "deleted", "sealed_secret", null);

        assertThat(deliveries(recorded(cancelled()))).singleElement().satisfies(delivery ->
                assertThat(delivery).containsEntry("status", "failed")
                        .containsEntry("reason", "endpoint-disabled"));
    }

    @Test
    void anEndpointMayHaveItsOwnNamesForTypes() {
        rows.webhookEndpoint(seller, "event_names", Map.of("contract.cancelled", "{cloud}.contract.\"ended\""));

        assertThat(deliveries(recorded(cancelled())).get(0).get("body")).asString()
                .startsWith("{\"type\":\"aws.contract.\\\"ended\\\"\",\"timestamp\":\"2026-11-01T12:00:00Z\",")
                .endsWith("\"unit_price\":\"0.010\"}}}");
    }

    @Test
    @Proves("R-34")
    void whatIsRolledBackHappenedToNobody() {
        rows.webhookEndpoint(seller);

        assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(seller, () -> {
            outbox.record(seller, cancelled());
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(DATABASE.workerJdbc().sql("select count(*) from event_outbox where seller_id = :seller")
                .param("seller", seller).query(Long.class).single()).isZero();
    }

    @Test
    @Proves("R-34")
    void nothingIsRecordedOutsideATransactionOfItsPool() {
        assertThatThrownBy(() -> outbox.record(seller, cancelled()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DATABASE.workerTransactions().executeWithoutResult(
                status -> outbox.record(seller, cancelled()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(seller,
                () -> workers.record(seller, cancelled()))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Proves("R-55")
    void aTransactionForOneSellerTellsNoOther() {
        assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(seller,
                () -> outbox.record(rows.seller(), cancelled())))
                .rootCause().hasMessageContaining("row-level security");
    }

    @Test
    void workersRecordInTheirOwnTransactions() {
        rows.webhookEndpoint(seller);

        var id = DATABASE.workerTransactions().execute(status -> workers.record(seller, cancelled()));

        assertThat(deliveries(id)).hasSize(1);
    }

    @Test
    @Proves("R-40")
    void nobodyChangesWhatWasRecorded() {
        rows.webhookEndpoint(seller);
        recorded(cancelled());

        for (var change : List.of("update event_outbox set body = ''", "delete from event_outbox",
                "update webhook_delivery set body = ''", "delete from webhook_delivery",
                "update webhook_attempt set answer = ''", "delete from webhook_attempt")) {
            assertThatThrownBy(() -> DATABASE.workerJdbc().sql(change).update())
                    .rootCause().hasMessageContaining("permission denied");
            assertThatThrownBy(() -> DATABASE.sellerTransactions().forSeller(seller,
                    () -> DATABASE.sellerJdbc().sql(change).update()))
                    .rootCause().hasMessageContaining("permission denied");
        }
    }

    private static OutgoingEvent cancelled() {
        return OutgoingEvent.of(EventType.CONTRACT_CANCELLED, OCCURRED,
                Map.of("contract", new Sold("aws", new BigDecimal("0.010"))));
    }

    private record Sold(String cloud, BigDecimal unitPrice) {
    }

    private String recorded(OutgoingEvent event) {
        return DATABASE.sellerTransactions().forSeller(seller, () -> outbox.record(seller, event));
    }

    private static List<Map<String, Object>> deliveries(String webhookId) {
        return DATABASE.workerJdbc().sql("""
                select d.* from webhook_delivery d join event_outbox e on e.id = d.event_id
                where e.webhook_id = :id""").param("id", webhookId).query().listOfRows();
    }
}
