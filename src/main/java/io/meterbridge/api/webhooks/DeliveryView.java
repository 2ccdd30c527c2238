package io.meterbridge.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One event on its way to one endpoint, as the API shows it.
 *
 * @param eventId the {@code webhook-id}
 * @param reason  why it failed, or null
 * @param history every attempt, where one delivery alone is shown; else null
 */
public record DeliveryView(
        UUID id,
        String eventId,
        String eventType,
        UUID endpointId,
        String status,
        String reason,
        int attempts,
        Instant nextAttemptAt,
        Instant deadlineAt,
        Instant createdAt,
        Instant deliveredAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<AttemptView> history) {

    /**
     * What came of sending it once.
     *
     * @param answer its beginning, or why there is none
     */
    public record AttemptView(
            Instant attemptedAt, String outcome, Integer httpStatus, int latencyMillis, String answer) {
    }

    DeliveryView with(List<AttemptView> attemptsMade) {
        return new DeliveryView(id, eventId, eventType, endpointId, status, reason, attempts, nextAttemptAt,
                deadlineAt, createdAt, deliveredAt, List.copyOf(attemptsMade));
    }
}
