package io.meterbridge.metering;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an account's records were like lately, as far as {@link HoldPolicy} asks.
 *
 * @param units units of its newest records that were let go, each above zero, in any order
 * @param last the newest hour a committed record was worked out for, or null before the first
 * @param begun contracts of which a record was ever let go
 * @param firstHeld contracts whose first record waits for a human
 */
public record PastRecords(
        List<Long> units, MeteringHour last, Set<UUID> begun, Set<UUID> firstHeld) {

    /** Nothing is known, and nothing is asked. */
    public static final PastRecords NONE = new PastRecords(List.of(), null, Set.of(), Set.of());

    /** Of fewer records nobody can say what is usual. */
    private static final int USUAL_FROM = 3;

    public PastRecords {
        units = List.copyOf(units);
        begun = Set.copyOf(begun);
        firstHeld = Set.copyOf(firstHeld);
    }

    /** Units of the usual record: half of them had no more, half no fewer. Empty for fewer than three. */
    public Optional<BigDecimal> median() {
        if (units.size() < USUAL_FROM) {
            return Optional.empty();
        }
        var sorted = units.stream().sorted().toList();
        int middle = sorted.size() / 2;
        var upper = BigDecimal.valueOf(sorted.get(middle));
        return Optional.of(sorted.size() % 2 == 1
                ? upper
                : upper.add(BigDecimal.valueOf(sorted.get(middle - 1))).divide(BigDecimal.valueOf(2)));
    }

    /**
     * How many hours' cost a record carries. When less than a unit was open at the hour settled
     * before it, the hours since then; else also those whose units had waited, back to the last
     * record.
     *
     * @param hour the hour the record is worked out for
     * @param settled the hour settled before it
     * @param waited whether whole units were left over there
     * @param firstHour the account's first hour
     */
    public long hoursCovered(
            MeteringHour hour, MeteringHour settled, boolean waited, MeteringHour firstHour) {
        var since = settled;
        if (waited) {
            since = last == null || last.isBefore(firstHour) ? firstHour.previous() : last;
        }
        return Math.max(1, since.hoursUntil(hour));
    }
}
