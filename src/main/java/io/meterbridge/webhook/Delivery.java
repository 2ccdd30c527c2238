package io.meterbridge.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A claimed delivery: one event for one endpoint, about to be sent.
 *
 * @param body         what is signed and sent
 * @param step         attempts since it was recorded or replayed, this one included
 * @param failing      whether its endpoint does nothing but fail at the moment
 * @param secrets      sealed secrets of its endpoint
 * @param sendByNanos  {@link System#nanoTime()} after which its lease is too short to hear the answer
 */
record Delivery(
        UUID id,
        UUID sellerId,
        UUID endpointId,
        String webhookId,
        String url,
        String body,
        Instant deadlineAt,
        int step,
        long claimToken,
        boolean failing,
        Secrets secrets,
        long sendByNanos) {

    /**
     * Sealed secrets.
     *
     * @param old the one before the last rotation while it is valid, else null
     */
    record Secrets(byte[] current, byte[] old) {
    }

    /** Names it without what it says. */
    @Override
    public String toString() {
        return "Delivery[" + id + " of " + webhookId + " to " + endpointId + "]";
    }
}
