package io.meterbridge.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of one usage by hand: a record with its hour, or a refusal that concerns this one alone.
 *
 * @param id      the record's, or null when there is none
 * @param hour    start of the UTC hour that carries it, or null
 * @param code    why there is no record, or null
 * @param message the same in a sentence
 * @param field   the field that is wrong, or null
 */
public record HandResult(UUID id, Instant hour, String code, String message, String field) {

    static HandResult frozen(UUID id, Instant hour) {
        return new HandResult(id, hour, null, null, null);
    }

    static HandResult refused(String code, String field, String message) {
        return new HandResult(null, null, code, message, field);
    }

    /** Whether there is a record now. */
    public boolean isFrozen() {
        return id != null;
    }
}
