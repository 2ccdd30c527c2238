package io.meterbridge.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a ledger keeps of an account's readings: open series, and the sum of those that became
 * final.
 */
public final class ReadSoFar {

    private List<Series> open = List.of();
    private final Set<SeriesKey> sealedKeys = new HashSet<>();
    private Cost sealed = Cost.ZERO;
    private Instant readTo;

    /** What must be known to understand the next answer. */
    public ReadingTerms terms(
            CostBasis basis,
            Instant baselineAt,
            Instant periodStart,
            Instant periodEnd,
            Duration grace) {
        return new ReadingTerms(
                basis, "USD", baselineAt, open, sealedKeys, sealed, periodStart, periodEnd, grace);
    }

    /** Keeps a reading; {@code to} is the end of the window that was asked for. */
    public void keep(CostReading reading, Instant to) {
        var stillOpen = new ArrayList<>(reading.series());
        for (var last : reading.finalSeries()) {
            stillOpen.remove(last);
            sealedKeys.add(last.key());
            sealed = sealed.plus(new Cost(last.cost(), last.baseline()));
        }
        open = List.copyOf(stillOpen);
        readTo = to;
    }

    public List<Series> open() {
        return open;
    }

    public Set<SeriesKey> sealedKeys() {
        return Set.copyOf(sealedKeys);
    }

    public Cost sealed() {
        return sealed;
    }

    /** End of the last window read, or null before the first. */
    public Instant readTo() {
        return readTo;
    }
}
