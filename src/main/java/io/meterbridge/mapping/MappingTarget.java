package io.meterbridge.mapping;

import io.meterbridge.metering.IncludedAmount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The contract a mapping is about; without one the mapping waits on the buyer.
 *
 * @param contractId    the contract, or null when the buyer has no live one
 * @param included      what the contract's price already paid for; none or one
 * @param submitFrom    the seller's start date: nothing before it is submitted
 * @param sealedKey     the seller's sealed Orb key
 */
record MappingTarget(
        MappingRequest request,
        UUID contractId,
        Instant startAt,
        String currency,
        String costBasis,
        List<IncludedAmount> included,
        Instant submitFrom,
        byte[] sealedKey) {

    /** The same mapping, kept without metering anything yet. */
    MappingTarget waiting() {
        return new MappingTarget(request, null, startAt, currency, costBasis, included, submitFrom, sealedKey);
    }

    /** Metering begins where both the contract and the seller's start date have begun. */
    Instant beginsAt() {
        return submitFrom.isAfter(startAt) ? submitFrom : startAt;
    }
}
