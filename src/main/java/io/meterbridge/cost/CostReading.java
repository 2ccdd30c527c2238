package io.meterbridge.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * An account's cost as one answer of Orb shows it, together with what was known before.
 *
 * <p>Every figure is taken from running totals, never from differences, so a missed or repeated
 * reading changes nothing.
 */
public final class CostReading {

    private final Instant readAt;
    private final Instant from;
    private final List<Series> series;
    private final Map<SeriesKey, NavigableMap<Instant, BigDecimal>> days;
    private final Cost sealed;
    private final Duration grace;
    private final boolean anythingSealed;
    private final Instant sealedShownTo;

    CostReading(
            CostReply reply,
            List<Series> series,
            Map<SeriesKey, NavigableMap<Instant, BigDecimal>> days,
            ReadingTerms terms,
            Instant sealedShownTo) {
        this.readAt = reply.readAt();
        this.from = reply.from();
        this.series = List.copyOf(series);
        this.days = Map.copyOf(days);
        this.sealed = terms.sealed();
        this.grace = terms.grace();
        this.anythingSealed = !terms.sealedKeys().isEmpty() || !terms.sealed().isZero();
        this.sealedShownTo = sealedShownTo;
    }

    /** What was known before, for when Orb does not answer in time: the cost as it was last read. */
    public static CostReading lastKnown(Instant readAt, ReadingTerms terms) {
        return new CostReading(
                new CostReply(readAt, readAt, readAt, List.of()), terms.known(), Map.of(), terms, null);
    }

    /** When Orb was asked. */
    public Instant readAt() {
        return readAt;
    }

    /** Every series that is not sealed yet, those that this very reading makes final included. */
    public List<Series> series() {
        return series;
    }

    /** The series that this very answer shows for the last time: it can no longer change. */
    public List<Series> finalSeries() {
        return series.stream()
                .filter(one -> days.containsKey(one.key()) && one.isFinalAt(readAt, grace))
                .toList();
    }

    /** The sum of what was sealed before this reading. */
    public Cost sealed() {
        return sealed;
    }

    /** Cost so far over every series. */
    public Cost total() {
        return beganBefore(Instant.MAX);
    }

    /**
     * Cost so far with what Orb stopped showing at its last known value. Nothing is billed on it,
     * but nothing is taken for a fall of cost either before the answers agree (money.md M-20,
     * M-22).
     */
    public Cost totalWithMissing() {
        return series.stream().map(Series::lastKnown).reduce(sealed, Cost::plus);
    }

    /**
     * Cost so far of the series that began before an instant: all that a slot ending then may carry
     * (money.md M-12).
     */
    public Cost beganBefore(Instant end) {
        var sum = sealed;
        for (var one : series) {
            if (one.key().start().isBefore(end)) {
                sum = sum.plus(one.counted());
            }
        }
        return sum;
    }

    /**
     * Cost as it stood at an instant, as far as Orb's day buckets tell: each series counts with its
     * last bucket that ended by then.
     *
     * @return empty when a series' buckets of that time are not part of this answer, or when a
     *     sealed series, of which only the end is kept, may have grown after it
     */
    public Optional<Cost> at(Instant instant) {
        if (sealedGrewAfter(instant)) {
            return Optional.empty();
        }
        var parts = new ArrayList<Cost>();
        for (var one : series) {
            if (!one.key().start().isBefore(instant)) {
                continue;
            }
            var value = valueAt(one, instant);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
        }
        return Optional.of(parts.stream().reduce(sealed, Cost::plus));
    }

    /** A sealed series that the answer does not show ended before its window. */
    private boolean sealedGrewAfter(Instant instant) {
        return anythingSealed
                && (instant.isBefore(from)
                        || sealedShownTo != null && sealedShownTo.isAfter(instant));
    }

    private Optional<Cost> valueAt(Series one, Instant instant) {
        var buckets = days.get(one.key());
        if (one.missingSince() != null) {
            return Optional.of(one.counted());
        }
        if (buckets == null) {
            return one.lastEnd().isAfter(instant) ? Optional.empty() : Optional.of(one.counted());
        }
        var last = buckets.floorEntry(instant);
        if (last != null) {
            return Optional.of(new Cost(last.getValue(), one.baseline().min(last.getValue())));
        }
        // The answer reaches back to the series' start and shows nothing by then: nothing had been
        // spent.
        return from.isAfter(one.key().start()) && from.isAfter(instant.minus(Duration.ofDays(1)))
                ? Optional.empty()
                : Optional.of(Cost.ZERO);
    }
}
