package io.meterbridge.metering;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A stretch of time in which one contract gives an account's records their identity and price.
 *
 * @param until exclusive, or null while it goes on
 * @param prices the contract's prices
 */
public record Metered(UUID contractId, Instant from, Instant until, PriceHistory prices) {

    public Metered {
        Objects.requireNonNull(contractId, "contractId");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(prices, "prices");
    }

    /** Whether it begins no later than the hour, and ends inside it. */
    boolean endsWithin(MeteringHour hour) {
        return until != null && !hour.start().isBefore(from) && until.isAfter(hour.start())
                && until.isBefore(hour.end()) && !prices.changesWithin(hour);
    }

    /** Whether the whole hour lies inside, under one price, plan and licence (money.md M-08). */
    boolean covers(MeteringHour hour) {
        return !hour.start().isBefore(from)
                && (until == null || !hour.end().isAfter(until))
                && !prices.changesWithin(hour);
    }
}
