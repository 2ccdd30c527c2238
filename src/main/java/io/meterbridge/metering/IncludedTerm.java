package io.meterbridge.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One term of a contract's upfront, recurring or included amount, and how much of it usage has
 * eaten so far (money.md M-04). What is not eaten by the term's end lapses.
 *
 * @param end exclusive, or null when the term has no end yet
 * @param amount money usage may cost in this term before any of it is metered
 * @param costAtStart the account's net cost when the term began
 * @param consumed between zero and amount
 */
public record IncludedTerm(
        UUID contractId,
        Instant start,
        Instant end,
        BigDecimal amount,
        BigDecimal costAtStart,
        BigDecimal consumed) {

    public IncludedTerm {
        Objects.requireNonNull(contractId, "contractId");
        Objects.requireNonNull(start, "start");
        if (consumed.signum() < 0 || consumed.compareTo(amount) > 0) {
            throw new IllegalArgumentException(
                    "consumed is not between 0 and " + amount + ": " + consumed);
        }
    }

    /** A term that begins at this net cost. */
    static IncludedTerm begin(
            UUID contractId,
            Instant start,
            Instant end,
            BigDecimal amount,
            BigDecimal costAtStart) {
        return new IncludedTerm(contractId, start, end, amount, costAtStart, BigDecimal.ZERO);
    }

    /** The same term when the account's net cost has come to this. */
    IncludedTerm at(BigDecimal netCost) {
        var spent = netCost.subtract(costAtStart).max(BigDecimal.ZERO);
        return new IncludedTerm(contractId, start, end, amount, costAtStart, spent.min(amount));
    }

    boolean hasEndedBy(Instant instant) {
        return end != null && !end.isAfter(instant);
    }
}
