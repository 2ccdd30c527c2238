package io.meterbridge.alarm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that needs somebody.
 *
 * @param sellerId       whom it costs, or null when it is about the installation
 * @param cloud          the marketplace, or {@code orb}, or null
 * @param contractId     or null when it is about no one contract
 * @param subscriptionId the Orb subscription, or null
 * @param since          since when, or null when nobody noted it
 * @param ageSeconds     seconds since then, or null
 * @param deadlineAt     from when on it is too late, or null
 * @param amount         money at stake in {@code currency}, or null when nobody can say
 */
public record Alarm(String kind, UUID sellerId, String cloud, UUID contractId, String subscriptionId, Instant since,
        Long ageSeconds, Instant deadlineAt, BigDecimal amount, String currency, String message) {
}
