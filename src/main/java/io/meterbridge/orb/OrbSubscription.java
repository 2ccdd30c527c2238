package io.meterbridge.orb;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What Meterbridge needs to know about a subscription.
 *
 * @param zone        the customer's time zone; Orb's days begin at its midnights
 * @param start       when it begins
 * @param end         when it ended or will end, or null
 * @param periodStart start of the current billing period, or null while it is not active
 * @param periodEnd   its end, exclusive, or null
 * @param currency    the customer's or plan's currency, or null when Orb does not say
 */
public record OrbSubscription(
        String id, ZoneId zone, Instant start, Instant end, Instant periodStart, Instant periodEnd,
        String currency) {
}
