package io.meterbridge.ledger;

import io.meterbridge.database.Row;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Tells sellers that a provider refuses their credentials: once, when it begins. */
@Component
class ConnectionNews {

    private final EventOutbox outbox;

    ConnectionNews(@Qualifier("workerEventOutbox") EventOutbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Tells it, in the transaction that breaks the connection.
     *
     * @param broken rows of the statement that broke it
     */
    void broken(UUID sellerId, List<Map<String, Object>> broken, Instant now) {
        broken.stream().map(Row::new).filter(row -> row.flag("was_connected")).forEach(row -> {
            var integration = new LinkedHashMap<String, Object>();
            integration.put("provider", row.text("provider"));
            integration.put("status", "broken");
            integration.put("broken_reason", row.text("broken_reason"));
            integration.put("verified_at", row.instant("verified_at"));
            outbox.record(sellerId, OutgoingEvent.of(EventType.INTEGRATION_BROKEN, now,
                    Map.of("integration", integration, "reason", row.text("broken_reason"))));
        });
    }
}
