package io.meterbridge.sandbox;

import java.time.Instant;

/**
 * The stretch of time in which a subscription has a price.
 *
 * @param start inclusive
 * @param end exclusive; null while it is open
 */
record PriceInterval(OrbPrice price, Instant start, Instant end) {

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(endOr(Instant.MAX));
    }

    Instant endOr(Instant open) {
        return end == null || end.isAfter(open) ? open : end;
    }

    PriceInterval endingAt(Instant newEnd) {
        return new PriceInterval(price, start, newEnd);
    }
}
