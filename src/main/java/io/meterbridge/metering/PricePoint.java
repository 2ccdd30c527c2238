package io.meterbridge.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * What a contract's usage is metered in from an instant on.
 *
 * @param effectiveAt from when it holds
 * @param unitPrice price of one unit, above zero
 * @param plan the marketplace plan it belongs to, or null
 */
public record PricePoint(Instant effectiveAt, String dimension, BigDecimal unitPrice, String plan) {

    public PricePoint {
        Objects.requireNonNull(effectiveAt, "effectiveAt");
        Objects.requireNonNull(dimension, "dimension");
        if (unitPrice.signum() <= 0) {
            throw new IllegalArgumentException("unit price is not above zero: " + unitPrice);
        }
    }

    /** Whether units mean the same under both: dimension, price and plan. */
    boolean meansTheSameAs(PricePoint other) {
        return dimension.equals(other.dimension)
                && unitPrice.compareTo(other.unitPrice) == 0
                && Objects.equals(plan, other.plan);
    }
}
