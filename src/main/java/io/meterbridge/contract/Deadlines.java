package io.meterbridge.contract;

import io.meterbridge.config.MeterbridgeProperties;
import java.time.Instant;

/**
 * Until when usage of a contract that ended is taken, counted from the earliest instant that any event gave.
 *
 * @param seller      by the seller's Orb; null while the contract goes on
 * @param marketplace by the marketplace; null while the contract goes on
 */
record Deadlines(Instant seller, Instant marketplace) {

    static final Deadlines NONE = new Deadlines(null, null);

    static Deadlines after(Instant cancelledAt, MeterbridgeProperties.FinalUsage settings) {
        return new Deadlines(cancelledAt.plus(settings.sellerWindow()),
                cancelledAt.plus(settings.marketplaceWindow()));
    }
}
