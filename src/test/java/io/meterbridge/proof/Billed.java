package io.meterbridge.proof;

import io.meterbridge.sandbox.AcceptedAzureUsage;
import io.meterbridge.sandbox.AcceptedUsage;
import io.meterbridge.sandbox.ReportedUsage;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Usage that a buyer is billed for, as one side knows it.
 *
 * @param slot     where it was booked; a marketplace bills one record in each
 * @param quantity units, whole ones unless something is wrong
 * @param receipt  the marketplace's id of the record; null in the ledger when something else was the proof
 */
record Billed(Slot slot, BigDecimal quantity, String receipt) {

    /**
     * One hour of one buyer in one dimension.
     *
     * @param cloud    the marketplace's name in the API
     * @param identity whose usage it is, as the simulated marketplace spells it
     * @param hour     the start of the UTC hour
     */
    record Slot(String cloud, String identity, String dimension, Instant hour) {
    }

    /** Whether the other side knows the same usage. */
    boolean agreesWith(Billed other) {
        return other != null && slot.equals(other.slot) && quantity.compareTo(other.quantity) == 0
                && (receipt == null || other.receipt == null || receipt.equals(other.receipt));
    }

    /** What AWS remembers. */
    static Billed by(AcceptedUsage usage) {
        var key = usage.key();
        return new Billed(new Slot("aws", key.identity(), key.dimension(), key.hour()),
                BigDecimal.valueOf(usage.quantity()), usage.recordId());
    }

    /** What Azure remembers. */
    static Billed by(AcceptedAzureUsage usage) {
        var key = usage.key();
        return new Billed(new Slot("azure", key.resourceId(), key.dimension(), key.hour()), usage.quantity(),
                usage.eventId());
    }

    /** What Google remembers. */
    static Billed by(ReportedUsage usage) {
        return new Billed(new Slot("gcp", usage.consumer(), usage.metric(), usage.start()), usage.quantity(),
                usage.operationId());
    }
}
