package io.meterbridge.metering;

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
 */
public record AccountTerms(
        MarketplaceRules rules,
        List<Metered> metered,
        MeteringHour firstHour,
        MeteringHour cursor,
        int hoursInRow,
        int spareSlotEvery,
        Set<MeteringHour> taken) {

    public AccountTerms {
        metered = List.copyOf(metered);
        taken = Set.copyOf(taken);
    }

    /** The stretch that gives an hour its identity and price, if the whole hour lies in one. */
    Optional<Metered> meteredAt(MeteringHour hour) {
        return hour.isBefore(firstHour)
                ? Optional.empty()
                : metered.stream().filter(stretch -> stretch.covers(hour)).findFirst();
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
