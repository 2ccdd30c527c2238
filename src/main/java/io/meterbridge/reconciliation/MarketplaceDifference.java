package io.meterbridge.reconciliation;

import static io.meterbridge.reconciliation.DifferenceClass.FOREIGN_USAGE;
import static io.meterbridge.reconciliation.DifferenceClass.LATE_USAGE;
import static io.meterbridge.reconciliation.DifferenceClass.PRICE;
import static io.meterbridge.reconciliation.DifferenceClass.REJECTED;
import static io.meterbridge.reconciliation.DifferenceClass.UNKNOWN;

import java.math.BigDecimal;

/** Why a marketplace reports more or less than it accepted from here. */
public final class MarketplaceDifference {

    private MarketplaceDifference() {
    }

    /**
     * Classifies the accepted value, usage by hand included, less what the marketplace reports.
     *
     * @param unitPrice price of one unit, at which units that are too many or missing are valued
     */
    public static Difference of(Told told, Booked booked, BigDecimal unitPrice) {
        var accepted = told.accepted().add(told.byHand());
        var amount = accepted.subtract(amountOf(told, booked, unitPrice));
        var units = booked.units() == null
                // a report of money alone bills the price that was learnt late
                ? amount.add(told.correction())
                : missing(told, booked).multiply(unitPrice);
        var parts = new Difference.Parts().add(PRICE, amount.subtract(units));
        if (units.signum() > 0) {
            parts.add(LATE_USAGE, units.min(told.notReported()));
        } else {
            tooMany(parts, units.negate(), told);
        }
        return parts.of(amount);
    }

    /** What a marketplace reports, in money; where it tells only units, at the prices they were told with. */
    public static BigDecimal amountOf(Told told, Booked booked, BigDecimal unitPrice) {
        return booked.amount() != null ? booked.amount()
                : told.accepted().add(told.byHand()).subtract(missing(told, booked).multiply(unitPrice));
    }

    private static BigDecimal missing(Told told, Booked booked) {
        return told.acceptedUnits().add(told.byHandUnits()).subtract(booked.units());
    }

    /** More than was accepted: records in doubt were booked, or refused ones after all, or somebody else told more. */
    private static void tooMany(Difference.Parts parts, BigDecimal amount, Told told) {
        var doubtful = amount.min(told.unknown().add(told.onTheWay()));
        var refused = amount.subtract(doubtful).min(told.refused());
        parts.add(UNKNOWN, doubtful.negate())
                .add(REJECTED, refused.negate())
                .add(FOREIGN_USAGE, amount.subtract(doubtful).subtract(refused).negate());
    }
}
