package io.meterbridge.api.reports;

import io.meterbridge.reconciliation.Difference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One account and dimension in a reconciliation, or a buyer that only the marketplace knows.
 *
 * @param identity         the marketplace's name for such a buyer, or null
 * @param orb              what Orb's cost rose by, or null without an account
 * @param accepted         value of accepted records that count against it, or null without an account
 * @param byHand           value of accepted usage by hand that counts beside it
 * @param marketplaceUnits null when the marketplace's report tells none
 * @param marketplace      what the marketplace reports, or null when nothing of it is known
 * @param orbAccepted      orb less accepted, or null without an account
 * @param acceptedMarketplace accepted and by hand less what the marketplace reports, or null
 */
record ReconciliationLine(
        UUID accountId,
        String subscriptionId,
        UUID contractId,
        String identity,
        String cloud,
        String dimension,
        String currency,
        Instant from,
        Instant to,
        BigDecimal orb,
        BigDecimal acceptedUnits,
        BigDecimal accepted,
        BigDecimal byHand,
        BigDecimal marketplaceUnits,
        BigDecimal marketplace,
        Explained orbAccepted,
        Explained acceptedMarketplace) {

    /**
     * A difference and what its classes come to.
     *
     * @param classes by name; those of nothing are left out
     */
    record Explained(BigDecimal difference, Map<String, BigDecimal> classes) {

        static Explained of(Difference difference) {
            var classes = new LinkedHashMap<String, BigDecimal>();
            difference.parts().forEach((why, part) -> classes.put(why.code(), part));
            return new Explained(difference.amount(), classes);
        }
    }
}
