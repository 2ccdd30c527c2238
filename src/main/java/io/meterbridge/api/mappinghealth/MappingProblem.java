package io.meterbridge.api.mappinghealth;

import java.util.UUID;

/**
 * One thing that is wrong with the mapping of one contract.
 *
 * @param problem         its kind, from the closed list of the contract
 * @param subscriptionId  the Orb subscription it is about, or null when there is none
 * @param otherContractId the contract that is in the way, or null
 */
public record MappingProblem(
        String problem,
        String cloud,
        UUID contractId,
        UUID buyerId,
        UUID listingId,
        String subscriptionId,
        UUID otherContractId,
        String message) {
}
