package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The minimum that one plan of a subscription sets per billing period; a change of plan begins a
 * new one.
 *
 * @param start when the plan began
 * @param end when another plan took over; null while it is in force
 */
record PlanMinimum(BigDecimal amount, Instant start, Instant end) {

    PlanMinimum endingAt(Instant newEnd) {
        return new PlanMinimum(amount, start, newEnd);
    }

    PlanMinimum of(BigDecimal newAmount) {
        return new PlanMinimum(newAmount, start, end);
    }
}
