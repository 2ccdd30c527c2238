package io.meterbridge.onboarding;

import io.meterbridge.api.ApiClient;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** One listing of one seller on a simulated marketplace: made known to the API, then sold. */
public interface SoldListing {

    /** The marketplace's name in the API. */
    String cloud();

    /**
     * Connects the seller to the marketplace and creates the listing there.
     *
     * @param seller signed in
     * @return the listing's id
     */
    String create(ApiClient seller, String title);

    /**
     * Lets a new buyer buy it; only the marketplace knows of that yet.
     *
     * @param start when the contract begins
     */
    Purchase sell(Instant start);

    /**
     * A listing on every marketplace.
     *
     * @param unitPrice in US dollars, for one unit of each
     */
    static List<SoldListing> onEveryCloud(Sandbox sandbox, BigDecimal unitPrice) {
        return List.of(new AwsListing(sandbox, unitPrice), new AzureListing(sandbox, unitPrice),
                new GoogleListing(sandbox, unitPrice));
    }
}
