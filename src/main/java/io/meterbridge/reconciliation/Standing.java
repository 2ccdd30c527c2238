package io.meterbridge.reconciliation;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How an account stood at an instant.
 *
 * @param net       Orb's cost so far without what lies before billing began
 * @param included  the part of it that included amounts had paid for
 * @param open      what was neither told nor forgiven of it, by what is known of the records today; negative when
 *                  more was told than was spent
 * @param unitPrice price of one unit then
 */
public record Standing(BigDecimal net, BigDecimal included, BigDecimal open, BigDecimal unitPrice) {

    public Standing {
        Objects.requireNonNull(net, "net");
        Objects.requireNonNull(included, "included");
        Objects.requireNonNull(open, "open");
        if (unitPrice.signum() <= 0) {
            throw new IllegalArgumentException("unit price is not above zero: " + unitPrice);
        }
    }

    /** The part of what is open that makes whole units. */
    BigDecimal wholeUnits() {
        return open.max(BigDecimal.ZERO).divideToIntegralValue(unitPrice).multiply(unitPrice);
    }

    /** The part that does not; never negative. */
    BigDecimal remainder() {
        return open.max(BigDecimal.ZERO).subtract(wholeUnits());
    }

    /** By how much more was told than was spent, as a negative amount. */
    BigDecimal credit() {
        return open.min(BigDecimal.ZERO);
    }
}
