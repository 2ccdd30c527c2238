package io.meterbridge.ledger;

import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.MeteringHour;
import java.time.Instant;
import java.util.UUID;

/**
 * A contract in one of whose hours units are to be put that are not those of the hour just metered.
 *
 * @param stretch         the contract's life with its identity and prices
 * @param accountId       the account that it meters, or metered last, or null
 * @param accountCurrency the account's, or null
 * @param firstHour       the first hour that may carry a record of it
 * @param ended           whether its last usage is being told
 */
record SlotContract(Stretch stretch, UUID accountId, String accountCurrency, MeteringHour firstHour, boolean ended) {

    UUID id() {
        return stretch.metered().contractId();
    }

    /** Until when a record of an hour is sent. */
    Instant closesAt(MeteringHour hour) {
        return ended ? rules().lastCall(hour) : rules().closesAt(hour);
    }

    MarketplaceRules rules() {
        return MarketplaceRules.of(stretch.cloud());
    }

    /** The dimension that the contract is metered in at an hour. */
    String dimensionAt(MeteringHour hour) {
        return stretch.metered().prices().at(hour).dimension();
    }
}
