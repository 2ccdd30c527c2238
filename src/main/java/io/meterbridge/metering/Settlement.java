package io.meterbridge.metering;

import java.math.BigDecimal;

/**
 * Whole units due now, and what stays open.
 *
 * @param units whole units of the usage dimension, zero or more
 * @param value units times unit price
 * @param left money that stays open: below one unit price, unless the units were capped; negative
 *     exactly when the account is over-billed, and then no unit is due
 */
public record Settlement(long units, BigDecimal value, BigDecimal left) {

    /**
     * Takes from what is owed as many whole units as fit.
     *
     * @param unitPrice price of one unit in the slot's hour, above zero
     * @param unitsMax the most units one record can carry at this marketplace
     */
    public static Settlement of(Owed owed, BigDecimal unitPrice, long unitsMax) {
        if (unitPrice.signum() <= 0) {
            throw new IllegalArgumentException("unit price is not above zero: " + unitPrice);
        }
        var open = owed.open();
        var whole = open.max(BigDecimal.ZERO).divideToIntegralValue(unitPrice);
        long units = whole.min(BigDecimal.valueOf(unitsMax)).longValueExact();
        var value = unitPrice.multiply(BigDecimal.valueOf(units));
        return new Settlement(units, value, open.subtract(value));
    }

    /** How much more was billed than is owed; zero when nothing was. */
    public BigDecimal overbilled() {
        return left.negate().max(BigDecimal.ZERO);
    }
}
