package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A piece of cost that Orb has learnt of. Entries are only ever added.
 *
 * @param at when the usage happened
 * @param visibleFrom when Orb's answers begin to hold it; later than {@code at} for a late event
 * @param amount list price in the price's currency; negative for a correction
 */
record CostEntry(Instant at, Instant visibleFrom, BigDecimal amount) {

    boolean countsIn(Instant from, Instant to, Instant now) {
        return !at.isBefore(from) && at.isBefore(to) && !visibleFrom.isAfter(now);
    }
}
