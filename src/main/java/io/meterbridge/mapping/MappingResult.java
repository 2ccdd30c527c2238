package io.meterbridge.mapping;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What became of a mapping.
 *
 * @param accountId          the account behind the subscription, or null
 * @param amountDue          money that falls due with the next hour, negative when over-billed; null when
 *                           nothing is metered yet
 * @param conflictContractId the live contract that already uses the subscription, with
 *                           {@link Problem#SUBSCRIPTION_IN_USE}
 * @param problem            why nothing changed, or null
 * @param detail             the problem in words, or null
 */
public record MappingResult(
        UUID accountId,
        BigDecimal amountDue,
        String currency,
        UUID conflictContractId,
        Problem problem,
        String detail) {

    /** Why a mapping was not made. */
    public enum Problem {
        /** The buyer or contract does not exist for this seller. */
        NOT_FOUND,
        /** The seller has not connected Orb, or its key is refused. */
        ORB_NOT_CONNECTED,
        /** Orb does not know the subscription. */
        UNKNOWN_SUBSCRIPTION,
        /** Another live contract is metered by it. */
        SUBSCRIPTION_IN_USE,
        /** Its prices are in another currency than the listing. */
        CURRENCY_MISMATCH,
        /** Orb could not be asked; nothing changed, try again. */
        ORB_UNREACHABLE
    }

    static MappingResult of(UUID accountId, BigDecimal amountDue, String currency) {
        return new MappingResult(accountId, amountDue, currency, null, null, null);
    }

    static MappingResult problem(Problem problem, String detail) {
        return new MappingResult(null, null, null, null, problem, detail);
    }

    static MappingResult inUse(UUID contractId) {
        return new MappingResult(null, null, null, contractId, Problem.SUBSCRIPTION_IN_USE,
                "contract " + contractId + " is live and metered by this subscription");
    }

    /** Whether the mapping holds now. */
    public boolean isDone() {
        return problem == null;
    }
}
