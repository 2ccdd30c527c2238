package io.meterbridge.metering;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** A contract's prices over time (money.md M-08). */
public final class PriceHistory {

    private final List<PricePoint> points;

    /**
     * @param points in the order they were learnt; of two with the same effective instant the later
     *     learnt one holds. At least one.
     */
    public PriceHistory(List<PricePoint> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a contract has at least one price");
        }
        var byInstant = new TreeMap<Instant, PricePoint>();
        points.forEach(point -> byInstant.put(point.effectiveAt(), point));
        this.points = List.copyOf(byInstant.values());
    }

    /**
     * The price in force at the start of an hour; the first known one holds from the contract's
     * start.
     */
    public PricePoint at(MeteringHour hour) {
        var inForce = points.get(0);
        for (var point : points) {
            if (!point.effectiveAt().isAfter(hour.start())) {
                inForce = point;
            }
        }
        return inForce;
    }

    /** Whether dimension, price or plan change inside the hour, so that it has no single price. */
    public boolean changesWithin(MeteringHour hour) {
        var before = at(hour);
        return points.stream()
                .filter(point -> point.effectiveAt().isAfter(hour.start()))
                .filter(point -> point.effectiveAt().isBefore(hour.end()))
                .anyMatch(point -> !point.meansTheSameAs(before));
    }
}
