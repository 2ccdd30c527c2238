package io.meterbridge.reconciliation;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * By how much two figures differ, and why: the parts add up to it.
 *
 * @param amount the first figure less the second
 * @param parts  what each class comes to; those of nothing are left out
 */
public record Difference(BigDecimal amount, Map<DifferenceClass, BigDecimal> parts) {

    /**
     * A difference whose parts add up.
     *
     * @throws IllegalArgumentException when they do not
     */
    public Difference {
        var whole = parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.compareTo(amount) != 0) {
            throw new IllegalArgumentException("The parts come to " + whole + ", the difference is " + amount);
        }
        var ordered = new EnumMap<DifferenceClass, BigDecimal>(DifferenceClass.class);
        ordered.putAll(parts);
        parts = Collections.unmodifiableMap(ordered);
    }

    /** What one class comes to. */
    public BigDecimal part(DifferenceClass why) {
        return parts.getOrDefault(why, BigDecimal.ZERO);
    }

    /** Collects parts; whatever they leave of the difference is unexplained. */
    static final class Parts {

        private final Map<DifferenceClass, BigDecimal> sums = new EnumMap<>(DifferenceClass.class);

        Parts add(DifferenceClass why, BigDecimal amount) {
            sums.merge(why, amount, BigDecimal::add);
            return this;
        }

        Difference of(BigDecimal amount) {
            var explained = sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            add(DifferenceClass.UNEXPLAINED, amount.subtract(explained));
            sums.values().removeIf(part -> part.signum() == 0);
            return new Difference(amount, sums);
        }
    }
}
