package io.meterbridge.reconciliation;

import java.math.BigDecimal;

/**
 * What a marketplace itself reports.
 *
 * @param units  units, or null when its report tells only money
 * @param amount money, or null when it tells only units
 */
public record Booked(BigDecimal units, BigDecimal amount) {

    public Booked {
        if (units == null && amount == null) {
            throw new IllegalArgumentException("a report tells units, money or both");
        }
    }
}
