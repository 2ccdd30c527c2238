package io.meterbridge.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a contract's price already paid for.
 *
 * @param monthly true when the amount is granted anew each month counted from the contract's start
 * @param contractStart when the first term begins
 * @param contractEnd when the last one ends, or null
 */
public record IncludedAmount(
        UUID contractId,
        BigDecimal amount,
        boolean monthly,
        Instant contractStart,
        Instant contractEnd) {

    /** A limit on the terms listed at once; ten years of months. */
    private static final int TERMS_MAX = 120;

    /** A stretch of time with its own amount. */
    record Term(Instant start, Instant end) {}

    /** The terms that have begun by an instant, oldest first. */
    List<Term> termsUntil(Instant instant) {
        if (!monthly) {
            return contractStart.isAfter(instant)
                    ? List.of()
                    : List.of(new Term(contractStart, contractEnd));
        }
        var terms = new ArrayList<Term>();
        var first = contractStart.atOffset(ZoneOffset.UTC);
        for (int month = 0; month < TERMS_MAX; month++) {
            var start = first.plusMonths(month).toInstant();
            if (start.isAfter(instant) || contractEnd != null && !start.isBefore(contractEnd)) {
                break;
            }
            var end = first.plusMonths(month + 1L).toInstant();
            terms.add(
                    new Term(
                            start,
                            contractEnd != null && contractEnd.isBefore(end) ? contractEnd : end));
        }
        return terms;
    }
}
