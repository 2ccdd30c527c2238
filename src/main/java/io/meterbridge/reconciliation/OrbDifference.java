package io.meterbridge.reconciliation;

import static io.meterbridge.reconciliation.DifferenceClass.CREDIT;
import static io.meterbridge.reconciliation.DifferenceClass.FOREIGN_USAGE;
import static io.meterbridge.reconciliation.DifferenceClass.HELD;
import static io.meterbridge.reconciliation.DifferenceClass.INCLUDED;
import static io.meterbridge.reconciliation.DifferenceClass.LATE_USAGE;
import static io.meterbridge.reconciliation.DifferenceClass.MONTH_SHIFT;
import static io.meterbridge.reconciliation.DifferenceClass.PRICE;
import static io.meterbridge.reconciliation.DifferenceClass.REJECTED;
import static io.meterbridge.reconciliation.DifferenceClass.REMAINDER;
import static io.meterbridge.reconciliation.DifferenceClass.UNKNOWN;
import static io.meterbridge.reconciliation.DifferenceClass.WRITTEN_OFF;

import java.math.BigDecimal;

/** Why a marketplace accepted more or less than Orb says was spent in the same time. */
public final class OrbDifference {

    private OrbDifference() {
    }

    /**
     * Classifies what Orb's cost rose by, less the value that was accepted.
     *
     * @param before    how the account stood when the time began
     * @param after     how it stood when it ended, or stands now while it goes on
     * @param now       how it stands today
     * @param toldLater value of records after that time that are not owed any more
     */
    public static Difference of(Standing before, Standing after, Standing now, BigDecimal toldLater, Told told) {
        var parts = new Difference.Parts()
                .add(INCLUDED, after.included().subtract(before.included()))
                .add(PRICE, told.correction())
                .add(HELD, told.held())
                .add(LATE_USAGE, told.onTheWay())
                .add(UNKNOWN, told.unknown())
                .add(FOREIGN_USAGE, told.foreign().add(told.shadow()))
                .add(WRITTEN_OFF, told.writtenOff())
                .add(CREDIT, after.credit().subtract(before.credit()))
                .add(REMAINDER, after.remainder().subtract(before.remainder()))
                // spent before, told in this time
                .add(MONTH_SHIFT, before.wholeUnits().negate());
        leftOver(parts, after.wholeUnits(), now.wholeUnits(), toldLater, told.refused());
        return parts.of(after.net().subtract(before.net()).subtract(told.accepted()));
    }

    /** Whole units open at the end were told later, wait still, or went away when the cost fell. */
    private static void leftOver(Difference.Parts parts, BigDecimal whole, BigDecimal wholeNow, BigDecimal toldLater,
            BigDecimal refused) {
        var later = whole.min(toldLater.max(BigDecimal.ZERO));
        var waiting = whole.subtract(later).min(wholeNow);
        var refusedOnes = waiting.min(refused);
        parts.add(MONTH_SHIFT, later)
                .add(REJECTED, refusedOnes)
                .add(LATE_USAGE, waiting.subtract(refusedOnes))
                .add(CREDIT, whole.subtract(later).subtract(waiting));
    }
}
