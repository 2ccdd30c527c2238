package io.meterbridge.cost;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * What makes two buckets parts of one running total: where it starts to count, and for which price.
 */
public record SeriesKey(Instant start, String priceId) implements Comparable<SeriesKey> {

    private static final Comparator<SeriesKey> ORDER =
            Comparator.comparing(SeriesKey::start).thenComparing(SeriesKey::priceId);

    public SeriesKey {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(priceId, "priceId");
    }

    @Override
    public int compareTo(SeriesKey other) {
        return ORDER.compare(this, other);
    }
}
