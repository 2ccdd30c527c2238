package io.meterbridge.marketplace;

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
        List<RecordToSend> records) {

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
}
