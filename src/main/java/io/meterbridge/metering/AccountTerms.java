package io.meterbridge.metering;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What decides in which hours an account's units may be told.
 *
 * @param rules the marketplace's time windows
 * @param metered which contract gives identity and price when, oldest first
 * @param firstHour the account's first own hour; no slot before it is ever used
 * @param cursor the newest hour already settled
 * @param hoursInRow how many completed hours up to the cursor carry a record without a gap
 * @param spareSlotEvery one completed hour in so many stays without a record; 0 = none (money.md
 *     M-11)
 * @param taken hours of the last day that already carry a record, or can never be used again
 * @param laterReads after a cancellation: how many reads are planned after this one (money.md M-24); else
 *     {@link #HOURLY}
 */
public record AccountTerms(
        MarketplaceRules rules,
        List<Metered> metered,
        MeteringHour firstHour,
        MeteringHour cursor,
        int hoursInRow,
        int spareSlotEvery,
        Set<MeteringHour> taken,
        int laterReads) {

    /** No contract has just ended: this is an hour like every other. */
    public static final int HOURLY = -1;

    public AccountTerms(
            MarketplaceRules rules,
            List<Metered> metered,
            MeteringHour firstHour,
            MeteringHour cursor,
            int hoursInRow,
            int spareSlotEvery,
            Set<MeteringHour> taken) {
        this(rules, metered, firstHour, cursor, hoursInRow, spareSlotEvery, taken, HOURLY);
    }

    public AccountTerms {
        metered = List.copyOf(metered);
        taken = Set.copyOf(taken);
    }

    /** The same, with one more hour that carries a record. */
    AccountTerms using(MeteringHour hour) {
        var more = new HashSet<>(taken);
        more.add(hour);
        return new AccountTerms(rules, metered, firstHour, cursor, hoursInRow, spareSlotEvery, more, laterReads);
    }

    /** The stretch that gives an hour its identity and price, if the whole hour lies in one. */
    Optional<Metered> meteredAt(MeteringHour hour) {
        return hour.isBefore(firstHour)
                ? Optional.empty()
                : metered.stream().filter(stretch -> stretch.covers(hour)).findFirst();
    }

    /**
     * The stretch that gives a slot its identity and price. After a cancellation the hour in which the contract
     * ended is a slot too: its beginning lies before the end.
     */
    Optional<Metered> meteredInSlot(MeteringHour hour) {
        var whole = meteredAt(hour);
        if (whole.isPresent() || !isAfterTheEnd() || metered.isEmpty() || hour.isBefore(firstHour)) {
            return whole;
        }
        var last = metered.get(metered.size() - 1);
        return last.endsWithin(hour) ? Optional.of(last) : Optional.empty();
    }

    /**
     * While more reads are planned, one free slot stays free for them: the newest, which the marketplace takes for
     * longest and which carries the cost of every series.
     */
    boolean keepsASlot() {
        return laterReads > 0;
    }

    /**
     * Whether a record of a slot can be frozen now. The margin before a month's cut-off is for the hours after it;
     * after a cancellation there are none.
     */
    boolean takes(MeteringHour slot, Instant now) {
        return isAfterTheEnd() ? now.isBefore(rules.lastCall(slot)) : rules.isOpen(slot, now);
    }

    /** Whether units of the old month can still be frozen after its boundary. */
    boolean oldMonthIsOpen(Instant boundary, Instant now) {
        return isAfterTheEnd() || rules.oldMonthIsOpen(boundary, now);
    }

    private boolean isAfterTheEnd() {
        return laterReads >= 0;
    }

    /** True when no contract meters the account any more, so that no later slot will come. */
    boolean hasEnded() {
        return metered.stream().allMatch(stretch -> stretch.until() != null);
    }

    /**
     * Whether this hour is to stay free, so that late or final units find a slot (money.md M-11).
     */
    boolean isSpare(MeteringHour hour) {
        return spareSlotEvery > 0
                && rules.oneRecordAnHour()
                && inRow(hour) >= spareSlotEvery - 1
                && !rules.isAtMonthEnd(hour)
                && !hasEnded();
    }

    /**
     * Hours in a row that end right before this one. An hour run again, or after a gap, asks the
     * slots themselves, so that a repeated run leaves the same hour spare.
     */
    int inRow(MeteringHour hour) {
        if (cursor.next().equals(hour)) {
            return hoursInRow;
        }
        int row = 0;
        while (row < spareSlotEvery && taken.contains(hour.plus(-1L - row))) {
            row++;
        }
        return row;
    }
}
