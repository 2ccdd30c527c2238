package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.time.Duration;

/**
 * What a word of Google's means for one record.
 *
 * @param reason   why, in the seller's words
 * @param patience how long a record that may still be taken is left alone
 */
record GcpMeaning(Outcome outcome, Reason reason, Wait patience) {

    /** When a state of the buyer's may have changed. */
    enum Wait {
        /** As long as the ledger waits by itself. */
        NONE,
        /**
         * Five minutes, because an entitlement is slow to spread and a cancelled one is open for an
         * hour only; after a dozen tries every hour.
         */
        SOON,
        /** An hour: somebody has to act. */
        HOURLY
    }

    private static final int TRIES_SOON = 12;
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    static GcpMeaning of(Outcome outcome, Reason reason) {
        return new GcpMeaning(outcome, reason, Wait.NONE);
    }

    static GcpMeaning later(Reason reason, Wait patience) {
        return new GcpMeaning(Outcome.LATER, reason, patience);
    }

    /** The answer for a record, with the cloud's own word. */
    Answer answer(RecordToSend item, String code, String json) {
        return new Answer(item.id(), outcome, code, reason.code(), null, null,
                waitFor(item.attempts()), json);
    }

    private Duration waitFor(int attempts) {
        return switch (patience) {
            case NONE -> null;
            case SOON -> attempts < TRIES_SOON ? SOON : HOUR;
            case HOURLY -> HOUR;
        };
    }
}
