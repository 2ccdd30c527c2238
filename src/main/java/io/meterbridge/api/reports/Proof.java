package io.meterbridge.api.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The latest proof of a ledger, or of all of them.
 *
 * @param provenAt      when; of several sellers the one whose proof is oldest; null before the first
 * @param sellers       whose ledgers it covers
 * @param accounts      how many accounts were added up
 * @param records       how many records
 * @param findingsCount how much was wrong, however many findings are shown
 */
record Proof(Instant provenAt, long sellers, long accounts, long records, long findingsCount,
        List<Finding> findings) {

    /**
     * Something that does not add up.
     *
     * @param problem        its kind, from the closed list of the contract
     * @param subscriptionId the account's Orb subscription, or null
     * @param recordId       one of the records, or null when it is the account itself
     * @param found          how many rows have the problem
     * @param amount         what it comes to, or null where it is no money
     */
    record Finding(UUID sellerId, String problem, UUID accountId, String subscriptionId, UUID recordId, long found,
            BigDecimal amount, String currency, String message) {
    }
}
