package io.meterbridge.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where a seller wants to be told, and of what; spelled alike in answers and events.
 *
 * @param eventNames     the seller's own names by type
 * @param status         enabled or disabled
 * @param disabledReason seller, gone (it answered 410) or failing; null while enabled
 * @param failingSince   since when nothing but failures, or null
 * @param secret         in the answer that makes it, else null
 * @param oldSecretUntil until when the secret before it signs as well, or null
 */
public record Endpoint(
        UUID id,
        String url,
        String description,
        List<String> eventTypes,
        JsonNode eventNames,
        String status,
        String disabledReason,
        Instant failingSince,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant oldSecretUntil,
        Instant createdAt,
        Instant lastModifiedAt) {

    /** One row of {@code webhook_endpoint}, without its secrets. */
    public static Endpoint read(ResultSet row, ApiJson json) throws SQLException {
        return new Endpoint(row.getObject("id", UUID.class), row.getString("url"), row.getString("description"),
                List.of((String[]) row.getArray("event_types").getArray()),
                json.read(row.getString("event_names")), row.getString("status"),
                row.getString("disabled_reason"), Utc.read(row, "failing_since"), null,
                Utc.read(row, "old_secret_until"), Utc.read(row, "created_at"),
                Utc.read(row, "last_modified_at"));
    }

    /** The same, showing the secret that was just made. */
    public Endpoint withSecret(String made) {
        return new Endpoint(id, url, description, eventTypes, eventNames, status, disabledReason, failingSince,
                made, oldSecretUntil, createdAt, lastModifiedAt);
    }

    /** Whether anything is sent there. */
    public boolean isEnabled() {
        return status.equals("enabled");
    }

    @Override
    public String toString() {
        return "Endpoint[" + id + "]";
    }
}
