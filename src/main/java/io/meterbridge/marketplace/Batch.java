package io.meterbridge.marketplace;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Records that travel in one call: one seller, one cloud, one product, one way of naming buyers.
 *
 * @param lane            the lane all records share
 * @param product         the listing's id at the cloud, for example an AWS product code
 * @param claimToken      fences the outcome: a later owner has a greater token
 * @param giveUpAtNanos   {@link System#nanoTime()} of this process after which no byte may be sent any more,
 *                        well before the lease ends (money.md M-18)
 */
public record Batch(
        UUID sellerId,
        String cloud,
        String lane,
        String product,
        long claimToken,
        long giveUpAtNanos,
        List<RecordToSend> records) implements ForSeller {

    public Batch {
        Objects.requireNonNull(sellerId, "sellerId");
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a batch carries at least one record");
        }
    }

    /**
     * Whether there is still time to send and wait for the answer.
     *
     * @param nowNanos {@link System#nanoTime()}
     */
    public boolean mayStillBeSent(long nowNanos) {
        return giveUpAtNanos - nowNanos > 0;
    }

    /**
     * The answers of a batch whose records all came to the same, in its order.
     *
     * @param code       the cloud's word, or the kind of failure
     * @param reason     why, in the seller's words, or null
     * @param retryAfter how long the cloud asks to wait, or null
     */
    public List<Answer> answerAll(
            Outcome outcome, String code, Reason reason, Duration retryAfter) {
        return records.stream().map(item -> new Answer(item.id(), outcome, code,
                reason == null ? null : reason.code(), null, null, retryAfter, null)).toList();
    }
}
