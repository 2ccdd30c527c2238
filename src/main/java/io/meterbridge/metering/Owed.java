package io.meterbridge.metering;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The sum that decides what an account still owes its marketplace (money.md M-03). All amounts in
 * the listing's currency.
 *
 * @param cost what Orb says was spent, over all series; it may fall
 * @param baseline the part before metering began
 * @param included the part the contract's upfront or included amount has paid for
 * @param committed value of every record held, frozen, sending, unknown or accepted, corrections
 *     included
 * @param writtenOff value a human decided never to bill
 */
public record Owed(
        BigDecimal cost,
        BigDecimal baseline,
        BigDecimal included,
        BigDecimal committed,
        BigDecimal writtenOff) {

    public Owed {
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(included, "included");
        Objects.requireNonNull(committed, "committed");
        Objects.requireNonNull(writtenOff, "writtenOff");
        if (writtenOff.signum() < 0) {
            throw new IllegalArgumentException("written off is below zero: " + writtenOff);
        }
    }

    /**
     * What is neither billed nor forgiven; negative exactly when more was billed than Orb now says.
     */
    public BigDecimal open() {
        return cost.subtract(baseline).subtract(included).subtract(committed).subtract(writtenOff);
    }

    /** The same sum once another record's value is committed. */
    public Owed withCommitted(BigDecimal value) {
        return new Owed(cost, baseline, included, committed.add(value), writtenOff);
    }

    /**
     * The same sum after a fall of cost has consumed the write-off first (money.md M-22): what was
     * forgiven cannot exceed what is still unbilled.
     */
    public Owed afterFall() {
        var unbilled = cost.subtract(baseline).subtract(included).subtract(committed);
        var kept = writtenOff.min(unbilled.max(BigDecimal.ZERO));
        return new Owed(cost, baseline, included, committed, kept);
    }
}
