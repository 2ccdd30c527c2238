package io.meterbridge.metering;

import io.meterbridge.marketplace.Reason;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * Which records of a listing wait for a human before anyone is told (money.md M-22). Both bounds
 * grow with the hours a record covers: after a day down, a day's units are no surprise.
 *
 * @param maxUnitsPerHour more units than this in an hour wait, or null
 * @param maxMultipleOfMedian more units than so many times the account's usual record wait, or null
 * @param firstRecord whether a contract's first record waits
 */
public record HoldPolicy(
        Long maxUnitsPerHour, BigDecimal maxMultipleOfMedian, boolean firstRecord) {

    /**
     * Whether a record is to wait, and why.
     *
     * @param contractId the contract that gives the record its identity
     * @param units whole units of the record
     * @param hours hours whose cost it carries, at least one
     * @param past what the account's records were like before it
     */
    public Optional<Reason> judge(UUID contractId, long units, long hours, PastRecords past) {
        if (firstRecord && !past.begun().contains(contractId)) {
            return Optional.of(Reason.HOLD_FIRST_RECORD);
        }
        var all = BigDecimal.valueOf(units);
        if (maxUnitsPerHour != null && exceeds(all, BigDecimal.valueOf(maxUnitsPerHour), hours)) {
            return Optional.of(Reason.HOLD_MAX_UNITS_PER_HOUR);
        }
        var bound = maxMultipleOfMedian == null
                ? Optional.<BigDecimal>empty()
                : past.median().map(maxMultipleOfMedian::multiply);
        return bound.filter(most -> exceeds(all, most, hours))
                .map(most -> Reason.HOLD_MAX_MULTIPLE_OF_MEDIAN);
    }

    private static boolean exceeds(BigDecimal units, BigDecimal mostPerHour, long hours) {
        return units.compareTo(mostPerHour.multiply(BigDecimal.valueOf(hours))) > 0;
    }
}
