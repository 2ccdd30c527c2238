package io.meterbridge.ledger;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a check found wrong with one account.
 *
 * @param accountId null for records that belong to no account
 * @param recordId  one of the records, or null when it is the account itself
 * @param found     how many rows have the problem
 * @param amount    what it comes to, or null where it is no money
 */
record ProofFinding(ProofCheck check, UUID accountId, UUID recordId, long found, BigDecimal amount) {
}
