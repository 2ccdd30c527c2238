package io.meterbridge.contract;

import io.meterbridge.api.contracts.Contract;
import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.lifecycle.Terms;

/**
 * What one unit costs: the marketplace's own price of the dimension where it can be read, else the listing's
 * (money.md M-09).
 *
 * @param learntFrom {@code marketplace} or {@code listing}
 */
record RateCard(Contract.Dimension price, String learntFrom) {

    static RateCard of(Terms terms, Listing listing) {
        var listed = ContractRows.listedPrice(listing, terms.plan());
        var own = terms.unitPrices().get(listed.id());
        boolean usable = own != null && own.signum() > 0 && listed.currency().equals(terms.currency());
        return usable
                ? new RateCard(new Contract.Dimension(listed.id(), own, listed.currency()), "marketplace")
                : new RateCard(listed, "listing");
    }
}
