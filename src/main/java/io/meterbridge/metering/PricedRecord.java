package io.meterbridge.metering;

import java.util.Objects;
import java.util.UUID;

/**
 * A record of the ledger, as far as a price learnt late concerns it.
 *
 * @param hour the hour its units are stamped with
 * @param dimension the usage dimension its units were frozen in
 * @param quantity the frozen units
 */
public record PricedRecord(UUID recordId, MeteringHour hour, String dimension, long quantity) {

    public PricedRecord {
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(hour, "hour");
        Objects.requireNonNull(dimension, "dimension");
        if (quantity < 0) {
            throw new IllegalArgumentException("quantity is below zero: " + quantity);
        }
    }
}
