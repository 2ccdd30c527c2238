package io.meterbridge.cost;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Where metering of a subscription begins (money.md M-02). Set when it is first mapped, never
 * again.
 */
public final class Baseline {

    private Baseline() {}

    /**
     * The local midnight before which nothing is billed.
     *
     * @param zone the Orb customer's time zone: Orb's days begin at its midnights
     * @param startDate the instant from which the seller lets us submit
     * @param contractStart when the marketplace contract begins
     * @param subscriptionStart when the Orb subscription begins
     * @return null when all of it counts: the subscription begins on the contract's first local day
     *     or later, and not before the start date
     */
    public static Instant at(
            ZoneId zone, Instant startDate, Instant contractStart, Instant subscriptionStart) {
        var begin = startDate.isAfter(contractStart) ? startDate : contractStart;
        var firstDay = contractStart.atZone(zone).toLocalDate();
        if (!subscriptionStart.atZone(zone).toLocalDate().isBefore(firstDay)
                && !subscriptionStart.isBefore(startDate)) {
            return null;
        }
        return LocalDays.midnightNotBefore(begin, zone);
    }
}
