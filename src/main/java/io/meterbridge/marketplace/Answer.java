package io.meterbridge.marketplace;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * What a marketplace said about one record of a batch.
 *
 * @param code             the cloud's own word for it, for example {@code DuplicateRecord}, or the kind of failure
 * @param reason           a reason of the closed list in the API contract, or null
 * @param cloudRecordId    the cloud's receipt, or null
 * @param bookedQuantity   units the cloud says are booked in the slot, or null when it does not say
 * @param retryAfter       how long the cloud asks to wait, or null
 * @param evidence         the answer itself as JSON text, kept with the attempt, or null
 */
public record Answer(
        UUID recordId,
        Outcome outcome,
        String code,
        String reason,
        String cloudRecordId,
        Long bookedQuantity,
        Duration retryAfter,
        String evidence) {

    public Answer {
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(code, "code");
    }

    /** An answer that says no more than its outcome. */
    public static Answer of(UUID recordId, Outcome outcome, String code) {
        return new Answer(recordId, outcome, code, null, null, null, null, null);
    }

    /** The same answer with the reason a seller reads. */
    public Answer because(String newReason) {
        return new Answer(recordId, outcome, code, newReason, cloudRecordId, bookedQuantity, retryAfter, evidence);
    }

    /** The same answer with what the cloud literally said, as JSON text. */
    public Answer withEvidence(String json) {
        return new Answer(recordId, outcome, code, reason, cloudRecordId, bookedQuantity, retryAfter, json);
    }
}
