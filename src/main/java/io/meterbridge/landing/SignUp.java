package io.meterbridge.landing;

import java.util.Map;

/**
 * Who arrived, as the marketplace says.
 *
 * @param name       what the buyer is called until somebody gives it a name
 * @param buyer      the buyer's names at the marketplace, as the API calls them
 * @param purchase   what was bought, for the seller's page
 * @param contractId the marketplace's id of a contract to look at, or null
 */
public record SignUp(String name, Map<String, String> buyer, Map<String, Object> purchase, String contractId) {

    /** Copies, so that it stays what was verified. */
    public SignUp {
        buyer = Map.copyOf(buyer);
        purchase = Map.copyOf(purchase);
    }
}
