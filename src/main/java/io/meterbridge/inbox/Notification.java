package io.meterbridge.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message of a marketplace in the hands of whoever works on it.
 *
 * @param transport   how it came: {@code webhook} was authenticated by its token, what came over a queue by
 *                    whoever may write to that queue
 * @param messageKey  the marketplace's own id of it
 * @param type        what happened, in the marketplace's word without a role's suffix, or null
 * @param contractKey which contract it is about, in the marketplace's words, or null
 * @param occurredAt  when it happened; when the marketplace does not say, when the transport took it, else when
 *                    it was received
 * @param receivedAt  when it was stored
 * @param attempts    how often it was handed out, this time included
 * @param failures    how often in a row that ended in nothing
 * @param claimToken  proves that it is in these hands
 * @param payload     the marketplace's own JSON, unwrapped
 */
public record Notification(UUID id, UUID sellerId, String cloud, String transport, String messageKey, String type,
        String contractKey, Instant occurredAt, Instant receivedAt, int attempts, int failures, long claimToken,
        String payload) {

    /** What a log may show. */
    @Override
    public String toString() {
        return "Notification[%s of %s, %s %s, %s]".formatted(id, sellerId, cloud, type, contractKey);
    }
}
