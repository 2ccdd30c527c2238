package io.meterbridge.sandbox;

import java.time.Instant;

/**
 * One billing period of a subscription.
 *
 * @param start inclusive; later than the cycle's start when the subscription began in it
 * @param end exclusive; earlier than the cycle's end when the subscription ended in it
 * @param cycleStart local midnight of the billing cycle day
 * @param cycleEnd local midnight of the next billing cycle day
 */
record BillingPeriod(Instant start, Instant end, Instant cycleStart, Instant cycleEnd) {

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
