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

    /** Whether it begins no later than the hour, and ends inside it, later than with its first second. */
    public boolean endsWithin(MeteringHour hour) {
        return until != null && !hour.start().isBefore(from) && lastSecond().isAfter(hour.start())
                && until.isBefore(hour.end()) && !prices.changesWithin(hour);
    }

    /** The last instant whose usage is this contract's, where a record has to say it. */
    public Instant lastSecond() {
        return until.minusSeconds(1);
    }

    /** Whether the whole hour lies inside, under one price, plan and licence (money.md M-08). */
    boolean covers(MeteringHour hour) {
        return !hour.start().isBefore(from)
                && (until == null || !hour.end().isAfter(until))
                && !prices.changesWithin(hour);
    }
}
