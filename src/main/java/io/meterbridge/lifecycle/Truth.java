package io.meterbridge.lifecycle;

import java.time.Instant;

/** What a marketplace answered when it was asked about a contract now. */
public sealed interface Truth {

    /**
     * An answer.
     *
     * @param status    null when the marketplace keeps no status for it, as for legacy usage-only listings
     * @param ending    why it is over, or null
     * @param startAt   begin of service
     * @param endAt     end of the term or of service, or null
     * @param changedAt how new the answer is by the marketplace's own mark, or null when it has none
     */
    record Known(ContractStatus status, Ending ending, Terms terms, Instant startAt, Instant endAt,
            Instant changedAt) implements Truth {
    }

    /** It could not be asked, or its answer could not be read: try again. */
    record Unreadable(String why) implements Truth {
    }

    /** It knows no such contract. */
    record Gone() implements Truth {
    }
}
