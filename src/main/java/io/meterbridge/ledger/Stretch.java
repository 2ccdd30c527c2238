package io.meterbridge.ledger;

import io.meterbridge.metering.HoldPolicy;
import io.meterbridge.metering.IncludedAmount;
import io.meterbridge.metering.Metered;
import io.meterbridge.metering.MeteringHour;
import java.time.Instant;
import java.util.UUID;

/**
 * A stretch of an account's life under one contract, with what its records need beside price and time.
 *
 * @param identity how the marketplace is told who used it, or why that is not known yet
 * @param included what the contract's price already paid for, or null
 * @param shadow   true when its records are written but never sent
 * @param sendsFrom instead of that: from which hour on they are sent, because another tool meters it before, or null
 * @param hold     which of its records wait for a human, or null when none ever does
 */
record Stretch(
        Metered metered,
        UUID listingId,
        String cloud,
        String currency,
        IdentityResult identity,
        boolean identityIsFixed,
        IncludedAmount included,
        boolean shadow,
        Instant sendsFrom,
        HoldPolicy hold) {

    /** Whether records of it may have to wait for a human. */
    boolean mayHold() {
        return hold != null && (sendsFrom != null || !shadow);
    }

    /** Whether its record of an hour is written but never sent. */
    boolean isShadowAt(MeteringHour hour) {
        return sendsFrom == null ? shadow : hour.start().isBefore(sendsFrom);
    }
}
