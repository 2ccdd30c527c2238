package io.meterbridge.metering;

import io.meterbridge.cost.Cost;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.LocalDays;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows how far usage has eaten into included amounts; money beyond them is metered (money.md
 * M-04).
 */
public final class IncludedTerms {

    private IncludedTerms() {}

    /**
     * Brings every term up to a reading.
     *
     * @param amounts what the account's contracts include
     * @param known the terms as last stored
     * @param zone the Orb customer's zone: a term's boundary is felt at the local midnight before
     *     it, because Orb tells cost by local days
     * @param lastNet the account's net cost as last settled, used for a boundary the reading does
     *     not show
     * @return all terms that have begun, brought up to date
     */
    public static List<IncludedTerm> upTo(
            CostReading reading,
            List<IncludedAmount> amounts,
            List<IncludedTerm> known,
            ZoneId zone,
            BigDecimal lastNet) {
        var now = reading.readAt();
        var terms = new ArrayList<IncludedTerm>();
        for (var amount : amounts) {
            for (var term : amount.termsUntil(now)) {
                var stored =
                        known.stream()
                                .filter(
                                        k ->
                                                k.contractId().equals(amount.contractId())
                                                        && k.start().equals(term.start()))
                                .findFirst()
                                .orElse(null);
                terms.add(bringUp(reading, amount, term, stored, zone, lastNet));
            }
        }
        known.stream()
                .filter(
                        k ->
                                terms.stream()
                                        .noneMatch(
                                                t ->
                                                        t.contractId().equals(k.contractId())
                                                                && t.start().equals(k.start())))
                .forEach(terms::add);
        return terms;
    }

    /** What all terms together have paid for. */
    public static BigDecimal consumed(List<IncludedTerm> terms) {
        return terms.stream().map(IncludedTerm::consumed).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static IncludedTerm bringUp(
            CostReading reading,
            IncludedAmount amount,
            IncludedAmount.Term term,
            IncludedTerm stored,
            ZoneId zone,
            BigDecimal lastNet) {
        boolean ended = term.end() != null && !term.end().isAfter(reading.readAt());
        if (ended && stored != null && netAt(reading, term.end(), zone).isEmpty()) {
            return stored; // over, and out of sight: what it came to then stays
        }
        var granted = ended && stored != null ? stored.amount() : amount.amount();
        var start =
                netAt(reading, term.start(), zone)
                        .or(() -> Optional.ofNullable(stored).map(IncludedTerm::costAtStart))
                        .orElse(lastNet);
        var now = ended ? netAt(reading, term.end(), zone).orElse(lastNet) : reading.total().net();
        return IncludedTerm.begin(amount.contractId(), term.start(), term.end(), granted, start)
                .at(now);
    }

    private static Optional<BigDecimal> netAt(CostReading reading, Instant boundary, ZoneId zone) {
        return reading.at(LocalDays.midnightNotAfter(boundary, zone)).map(Cost::net);
    }
}
