package io.meterbridge.onboarding;

import io.meterbridge.api.ApiClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a marketplace knows of a buyer and its contract.
 *
 * @param cloud    the marketplace's name in the API
 * @param buyer    the buyer's cloud identifiers
 * @param contract the contract's cloud identifiers
 * @param identity under what its usage is booked, as the simulated marketplace spells it
 * @param billed   what the buyer is billed so far, by the marketplace's own memory, in US dollars
 */
public record Purchase(
        String cloud,
        Map<String, String> buyer,
        Map<String, String> contract,
        String identity,
        Supplier<BigDecimal> billed) {

    /**
     * Creates the contract and its buyer through the API.
     *
     * @param seller  signed in
     * @param listing the id of the listing that was bought
     * @return the contract's id
     */
    public String create(ApiClient seller, String listing, String buyerName, Instant start) {
        return seller.post("/contracts", Map.of("cloud", cloud, "listing_id", listing, "status", "active",
                "start_at", start.toString(), "buyer", Map.of("name", buyerName, "cloud_identifiers", buyer),
                "cloud_identifiers", contract)).is(201).at("/id");
    }

    /** A name that nothing else has. */
    static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
