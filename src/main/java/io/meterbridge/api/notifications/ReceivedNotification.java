package io.meterbridge.api.notifications;

import java.time.Instant;
import java.util.UUID;

/** A notification as the API answers it; the fields are explained in the contract. */
public record ReceivedNotification(UUID id, String cloud, String transport, String key, String type,
        String contractKey, Instant occurredAt, Instant receivedAt, String status, String reason, int attempts,
        Instant nextAttemptAt, Instant settledAt, String body) {
}
