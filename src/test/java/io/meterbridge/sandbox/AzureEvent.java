package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * One usage event as it was sent.
 *
 * @param json as sent, for the echo; the rest is null where it is absent or malformed
 * @param resourceId in lower case
 */
record AzureEvent(
        JsonNode json,
        String resourceId,
        BigDecimal quantity,
        String dimension,
        Instant start,
        String planId) {

    static AzureEvent of(JsonNode json) {
        var resource = text(json, "resourceId");
        return new AzureEvent(json, resource == null ? null : resource.toLowerCase(Locale.ROOT),
                json.path("quantity").isNumber() ? json.get("quantity").decimalValue() : null,
                text(json, "dimension"), time(text(json, "effectiveStartTime")),
                text(json, "planId"));
    }

    /** The field that keeps it from being an event at all, or null. */
    String malformedField() {
        if (resourceId == null) {
            return "resourceId";
        }
        if (quantity == null) {
            return "quantity";
        }
        if (dimension == null) {
            return "dimension";
        }
        if (start == null) {
            return "effectiveStartTime";
        }
        return planId == null ? "planId" : null;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).isTextual() && !json.get(name).textValue().isBlank()
                ? json.get(name).textValue() : null;
    }

    /** Times come with an offset, or without one and then mean UTC. */
    private static Instant time(String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            return localTime(text);
        }
    }

    private static Instant localTime(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
