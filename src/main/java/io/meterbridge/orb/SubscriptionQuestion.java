package io.meterbridge.orb;

import java.util.UUID;

/**
 * One subscription request to Orb.
 *
 * @param sealedKey the seller's sealed API key, opened only for the call itself
 */
public record SubscriptionQuestion(UUID sellerId, String subscriptionId, byte[] sealedKey) {
}
