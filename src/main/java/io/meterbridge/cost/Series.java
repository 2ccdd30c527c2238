package io.meterbridge.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A running total that may still change.
 *
 * @param cost its latest known value
 * @param baseline the part that lies before metering began and is never billed
 * @param lastEnd end of the bucket the value was taken from
 * @param periodEnd end of the billing period it belongs to
 * @param missingSince first reading that should have shown it and did not, or null
 */
public record Series(
        SeriesKey key,
        BigDecimal cost,
        BigDecimal baseline,
        Instant lastEnd,
        Instant periodEnd,
        Instant missingSince) {

    public Series {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(lastEnd, "lastEnd");
        Objects.requireNonNull(periodEnd, "periodEnd");
    }

    /**
     * What the series adds to the cost so far. A series that Orb stopped showing counts with the
     * lower of its last value and nothing (money.md M-20).
     */
    Cost counted() {
        var known = lastKnown();
        return missingSince == null || known.net().signum() < 0 ? known : Cost.ZERO;
    }

    /** What Orb last said about it, missing or not. */
    Cost lastKnown() {
        return new Cost(cost, baseline);
    }

    /**
     * Whether Orb can no longer change it: it was read after its period's end, the grace for late
     * events and an hour more (money.md M-19).
     *
     * @param readAt when the reading that shows this value was requested
     */
    boolean isFinalAt(Instant readAt, Duration grace) {
        return missingSince == null
                && !readAt.isBefore(periodEnd.plus(grace).plus(Duration.ofHours(1)));
    }

    Series missing(Instant since) {
        return new Series(
                key,
                cost,
                baseline,
                lastEnd,
                periodEnd,
                missingSince == null ? since : missingSince);
    }
}
