package io.meterbridge.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of sending a delivery once.
 *
 * @param outcome       delivered, refused, no-answer or blocked
 * @param httpStatus    of the answer, or null
 * @param answer        the beginning of what the receiver said, or why there is no answer; may be null
 * @param retryAfter    how long the receiver asks to be left alone, or null
 */
record Attempt(
        Delivery delivery,
        Instant at,
        Outcome outcome,
        Integer httpStatus,
        long latencyMillis,
        String answer,
        Duration retryAfter) {

    /** What an attempt can come to; the codes are stored and shown. */
    enum Outcome {
        /** A status of 200 to 299. */
        DELIVERED("delivered"),
        /** Any other status. */
        REFUSED("refused"),
        /** No connection, or no answer in time. */
        NO_ANSWER("no-answer"),
        /** The address must not be called; nothing was sent. */
        BLOCKED("blocked");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
