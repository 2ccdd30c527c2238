package io.meterbridge.api.metering;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A metering record as the API shows it.
 *
 * @param hour             start of the UTC hour, or null while it has no slot
 * @param quantity         whole units, as a text
 * @param acceptedQuantity what the cloud booked, or null
 * @param value            quantity times unit price
 * @param reason           why it is where it is, or null
 * @param coversOrbCost    whether its value counts against Orb's cost
 * @param customProperties those of its buyer, its contract and itself, the nearer ones winning
 */
public record Record(
        UUID id,
        String cloud,
        UUID contractId,
        UUID listingId,
        String dimension,
        Instant hour,
        String quantity,
        String acceptedQuantity,
        BigDecimal unitPrice,
        BigDecimal value,
        String currency,
        String status,
        String reason,
        String source,
        boolean coversOrbCost,
        String cloudRecordId,
        int attempts,
        Instant submittedAt,
        Instant acceptedAt,
        JsonNode customProperties) {

    /** The hour as clients of Clazar's API look for it. */
    @JsonProperty("start_time")
    public Instant startTime() {
        return hour;
    }

    /** The end of the hour as clients of Clazar's API look for it. */
    @JsonProperty("end_time")
    public Instant endTime() {
        return hour == null ? null : hour.plus(Duration.ofHours(1));
    }

    /** One row of {@code metering-read/find.sql}. */
    static Record read(ResultSet row, ApiJson json) throws SQLException {
        var properties = row.getString("custom_properties");
        return new Record(row.getObject("id", UUID.class), row.getString("cloud"),
                row.getObject("contract_id", UUID.class), row.getObject("listing_id", UUID.class),
                row.getString("dimension"), Utc.read(row, "hour"), row.getString("quantity"),
                row.getString("accepted_quantity"), row.getBigDecimal("unit_price"),
                row.getBigDecimal("value"), row.getString("currency"), row.getString("status"),
                row.getString("reason"), row.getString("source"), row.getBoolean("counts"),
                row.getString("cloud_record_id"), row.getInt("attempts"), Utc.read(row, "submitted_at"),
                Utc.read(row, "accepted_at"), properties == null ? null : json.read(properties));
    }
}
