package io.meterbridge.cost;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Money spent according to Orb, and the part of it that lies before metering began. Exact; may be
 * negative.
 *
 * @param gross sum over all series
 * @param baseline the part never billed (money.md M-02)
 */
public record Cost(BigDecimal gross, BigDecimal baseline) {

    public static final Cost ZERO = new Cost(BigDecimal.ZERO, BigDecimal.ZERO);

    public Cost {
        Objects.requireNonNull(gross, "gross");
        Objects.requireNonNull(baseline, "baseline");
    }

    /** What counts: gross less baseline. */
    public BigDecimal net() {
        return gross.subtract(baseline);
    }

    boolean isZero() {
        return gross.signum() == 0 && baseline.signum() == 0;
    }

    public Cost plus(Cost other) {
        return new Cost(gross.add(other.gross), baseline.add(other.baseline));
    }
}
