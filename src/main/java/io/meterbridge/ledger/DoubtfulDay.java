package io.meterbridge.ledger;

import io.meterbridge.marketplace.azure.DaySum;
import io.meterbridge.marketplace.azure.ExplainedDay;
import io.meterbridge.marketplace.azure.ExplainedDay.Doubtful;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All records of one subscription, dimension and day, as they stood at one moment. Two of them are
 * equal exactly when nothing happened to any record in between.
 */
record DoubtfulDay(DaySum.Key key, List<Entry> entries) {

    DoubtfulDay {
        entries = List.copyOf(entries);
    }

    /**
     * One record.
     *
     * @param accepted units known to be booked, 0 unless it is accepted
     */
    record Entry(UUID id, UUID accountId, String status, boolean uncertain, boolean foreign, long quantity,
            long accepted, long attempts, Instant closesAt) {

        /** Whether the sum may hold its units without our knowing. */
        boolean isDoubtful() {
            return uncertain && (status.equals("unknown") || status.equals("returned"));
        }

        /** Nobody can say what the sum holds of it: it is being sent, or somebody else's units are there. */
        boolean spoilsTheSum() {
            return status.equals("sending") || foreign;
        }
    }

    /**
     * The records that the day's sum proves to be booked; empty when it proves nothing.
     *
     * @param submitted the day's units at the marketplace
     */
    Optional<Set<UUID>> booked(BigDecimal submitted) {
        if (entries.stream().anyMatch(Entry::spoilsTheSum)) {
            return Optional.empty();
        }
        var known = entries.stream().mapToLong(Entry::accepted).sum();
        var doubtful = entries.stream().filter(Entry::isDoubtful)
                .map(entry -> new Doubtful(entry.id(), entry.quantity())).toList();
        return ExplainedDay.booked(doubtful, submitted.subtract(BigDecimal.valueOf(known)));
    }
}
