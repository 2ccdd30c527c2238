package io.meterbridge.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a marketplace's report file says of one buyer, dimension and time.
 *
 * @param units    or null
 * @param amount   money, refunds taken off, or null
 * @param currency of the money, or null
 */
public record ReportLine(Key key, BigDecimal units, BigDecimal amount, String currency) {

    /**
     * What lines are told apart by.
     *
     * @param identity  the marketplace's own name for the agreement
     * @param dimension empty when the file does not tell it
     * @param to        exclusive
     */
    public record Key(String identity, String dimension, Instant from, Instant to) {
    }

    ReportLine plus(ReportLine other) {
        if (currency != null && other.currency != null && !currency.equals(other.currency)) {
            throw new UnreadableReport(1, "two currencies for " + key.identity() + " at " + key.from());
        }
        return new ReportLine(key, sum(units, other.units), sum(amount, other.amount),
                currency == null ? other.currency : currency);
    }

    private static BigDecimal sum(BigDecimal one, BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }
}
