package io.meterbridge.marketplace;

/**
 * What one attempt to send one record came to, in the words of the ledger. Which state the record goes
 * to also depends on whether an earlier attempt is still unanswered: see
 * {@code RecordTransition} in the metering package.
 */
public enum Outcome {

    /** The marketplace booked the units. */
    ACCEPTED("accepted"),

    /** The marketplace says the slot was booked before. */
    DUPLICATE("duplicate"),

    /** The marketplace refused this very record for what it is: dimension, product, licence, buyer. */
    REFUSED("refused"),

    /** The marketplace no longer takes usage of that hour. */
    CLOSED("closed"),

    /** Nothing was booked and nothing is wrong with the record: throttled, unprocessed, not reachable. */
    LATER("later"),

    /** The seller's credentials were refused; nothing was booked, and the whole lane waits. */
    CREDENTIALS("credentials"),

    /** The call was refused whole for one of its records; smaller batches will tell for which. */
    BATCH_REFUSED("batch-refused"),

    /** The batch was never sent: its lease was too short to wait for an answer. */
    NOT_SENT("not-sent"),

    /** The call may have arrived and there is no readable answer: only proof can settle the record. */
    NO_ANSWER("no-answer");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The name under which the outcome is stored. */
    public String code() {
        return code;
    }

    /** Why a record waits or ended when its marketplace's route gives no reason; null when it needs none. */
    public Reason usualReason() {
        return switch (this) {
            case ACCEPTED, NOT_SENT -> null;
            case DUPLICATE -> Reason.DUPLICATE_REQUEST;
            case REFUSED, BATCH_REFUSED -> Reason.UNRECOGNIZED_EXCEPTION;
            case CLOSED -> Reason.WINDOW_CLOSED;
            case CREDENTIALS -> Reason.EXTERNAL_ACCESS_DENIED;
            case LATER, NO_ANSWER -> Reason.EXTERNAL_SERVICE_ERROR;
        };
    }

    /** True when the attempt cannot have booked anything. */
    public boolean provesNothingWasBooked() {
        return switch (this) {
            case REFUSED, CLOSED, LATER, CREDENTIALS, BATCH_REFUSED, NOT_SENT -> true;
            case ACCEPTED, DUPLICATE, NO_ANSWER -> false;
        };
    }
}
