package io.meterbridge.orb;

import io.meterbridge.cost.ReadWindow;
import java.util.Objects;
import java.util.UUID;

/**
 * One costs request to Orb.
 *
 * @param sealedKey the seller's sealed API key, opened only for the call itself
 */
public record CostQuestion(UUID sellerId, String subscriptionId, ReadWindow window, byte[] sealedKey) {

    public CostQuestion {
        Objects.requireNonNull(sellerId, "sellerId");
        Objects.requireNonNull(subscriptionId, "subscriptionId");
    }
}
