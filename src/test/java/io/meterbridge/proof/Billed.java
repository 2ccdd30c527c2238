package io.meterbridge.proof;

import io.meterbridge.sandbox.AcceptedUsage;
import java.time.Instant;

/**
 * Usage that a buyer is billed for, as one side knows it.
 *
 * @param slot     where it was booked; a marketplace bills one record in each
 * @param quantity whole units
 * @param receipt  the marketplace's id of the record; null in the ledger when its duplicate was the proof
 */
record Billed(Slot slot, long quantity, String receipt) {

    /**
     * One hour of one buyer in one dimension.
     *
     * @param identity buyer account and licence, as the simulated AWS spells them
     * @param hour     the start of the UTC hour
     */
    record Slot(String identity, String dimension, Instant hour) {
    }

    /** Whether the other side knows the same usage. */
    boolean agreesWith(Billed other) {
        return other != null && slot.equals(other.slot) && quantity == other.quantity
                && (receipt == null || other.receipt == null || receipt.equals(other.receipt));
    }

    /** What the marketplace remembers. */
    static Billed by(AcceptedUsage usage) {
        var key = usage.key();
        return new Billed(new Slot(key.identity(), key.dimension(), key.hour()), usage.quantity(),
                usage.recordId());
    }
}
