package io.meterbridge.api.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One metering record in a report, with whom it was for.
 *
 * @param hour             start of the UTC hour, or null while it has no slot
 * @param quantity         whole units
 * @param acceptedQuantity what the cloud booked, or null
 * @param value            quantity times unit price
 * @param correction       what a price learnt late changed about the value
 * @param coversOrbCost    whether its value counts against Orb's cost
 * @param customProperties those of its buyer, its contract and itself, the nearer ones winning
 */
record ReportRow(
        UUID id,
        Instant hour,
        String cloud,
        UUID listingId,
        UUID contractId,
        UUID buyerId,
        String buyerName,
        String dimension,
        String quantity,
        String acceptedQuantity,
        BigDecimal unitPrice,
        BigDecimal value,
        BigDecimal correction,
        String currency,
        String status,
        String reason,
        String source,
        boolean coversOrbCost,
        String cloudRecordId,
        Instant frozenAt,
        Instant submittedAt,
        Instant acceptedAt,
        JsonNode customProperties) {
}
