package io.meterbridge.mapping;

import java.util.UUID;

/**
 * Somebody wants a buyer or contract to be metered by an Orb subscription.
 *
 * @param subscriptionId the Orb subscription, or null to end the mapping
 */
public record MappingRequest(UUID sellerId, TargetKind targetKind, UUID targetId, String subscriptionId) {

    /** What carries the mapping; a contract's own wins over its buyer's. */
    public enum TargetKind { BUYER, CONTRACT }
}
