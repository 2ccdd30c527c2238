package io.meterbridge.webhook;

import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.IdGenerator;

/**
 * Where what happened is written down for the seller's endpoints, in the transaction of the change
 * itself: both are there or neither. Nothing is sent here.
 *
 * <p>There are two of them: {@code eventOutbox} joins a transaction of
 * {@link io.meterbridge.database.SellerTransactions}, {@code workerEventOutbox} one of the workers.
 */
public final class EventOutbox {

    private final DataSource pool;
    private final JdbcClient jdbc;
    private final ApiJson json;
    private final IdGenerator ids;
    private final InstantSource clock;

    EventOutbox(DataSource pool, ApiJson json, IdGenerator ids, InstantSource clock) {
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records an event and a delivery to each endpoint of the seller that subscribes to its type.
     *
     * @return the {@code webhook-id} that every attempt to deliver it carries
     * @throws IllegalStateException outside a transaction of this outbox's pool: the event would
     *     stand without the change it tells of, or the other way round
     */
    public String record(UUID sellerId, OutgoingEvent event) {
        refuseOutsideTransaction();
        var envelope = Envelope.of(event, json);
        var id = ids.generateId();
        jdbc.sql(Sql.of("webhook/record-event"))
                .param("id", id)
                .param("seller", sellerId)
                .param("type", event.type().code())
                .param("cloud", envelope.cloud())
                .param("occurredAt", Utc.of(event.occurredAt()))
                .param("deadlineAt", Utc.of(event.deadlineAt()))
                .param("body", envelope.body())
                .param("bodyAfterType", envelope.afterType())
                .param("now", Utc.of(clock.instant()))
                .query(Long.class)
                .single();
        return webhookId(id);
    }

    /**
     * Records a {@code webhook.test} for one endpoint alone.
     *
     * @param deliveryId the id of its delivery
     * @param endpoint   what the event tells
     */
    public void recordTest(UUID sellerId, UUID deliveryId, Endpoint endpoint) {
        refuseOutsideTransaction();
        var now = clock.instant();
        jdbc.sql(Sql.of("webhook/record-test-event"))
                .param("id", ids.generateId())
                .param("seller", sellerId)
                .param("type", EventType.TEST.code())
                .param("body", Envelope.of(OutgoingEvent.of(EventType.TEST, now,
                        Map.of("endpoint", endpoint)), json).body())
                .param("deliveryId", deliveryId)
                .param("endpointId", endpoint.id())
                .param("now", Utc.of(now))
                .update();
    }

    private void refuseOutsideTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(pool)) {
            throw new IllegalStateException("An event is recorded in the transaction of the change");
        }
    }

    /** The name of an event to the outside: {@code msg_} and its id. */
    static String webhookId(UUID eventId) {
        return "msg_" + eventId.toString().replace("-", "");
    }
}
