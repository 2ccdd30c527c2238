package io.meterbridge.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What must be known about an account before an answer of Orb can be understood.
 *
 * @param basis which figure is billed
 * @param currency the listing's currency; a price in another one blocks the account (money.md M-21)
 * @param baselineAt local midnight before which nothing is billed, or null when all of it is
 * @param known series seen before and not sealed
 * @param sealedKeys series that are sealed: whatever Orb still says about them is ignored
 * @param sealed the sum of all sealed series
 * @param periodStart start of the subscription's current billing period, or null when it has none
 * @param periodEnd its end, exclusive, or null
 * @param grace how long after a period's end Orb takes late events
 */
public record ReadingTerms(
        CostBasis basis,
        String currency,
        Instant baselineAt,
        List<Series> known,
        Set<SeriesKey> sealedKeys,
        Cost sealed,
        Instant periodStart,
        Instant periodEnd,
        Duration grace) {

    public ReadingTerms {
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(sealed, "sealed");
        Objects.requireNonNull(grace, "grace");
        known = List.copyOf(known);
        sealedKeys = Set.copyOf(sealedKeys);
    }

    /**
     * End of the billing period a series belongs to. A series from before the current period ended
     * with an earlier one, at the latest when the current one began. One from after it belongs to a
     * period we were not told of yet: it is taken to last as long as the current one, so that it is
     * not sealed early.
     */
    Instant periodEndOf(SeriesKey key, Instant lastEnd) {
        if (periodStart == null || periodEnd == null) {
            return lastEnd;
        }
        if (key.start().isBefore(periodStart)) {
            return later(periodStart, lastEnd);
        }
        return key.start().isBefore(periodEnd)
                ? periodEnd
                : later(periodEnd.plus(Duration.between(periodStart, periodEnd)), lastEnd);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
