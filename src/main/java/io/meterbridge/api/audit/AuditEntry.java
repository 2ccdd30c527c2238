package io.meterbridge.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One row that one call changed.
 *
 * @param sellerId  whose row it is, or null when it is nobody's
 * @param clientId  who made the call
 * @param operation {@code operationId} of the call
 * @param change    {@code insert}, {@code update} or {@code delete}
 * @param thing     the kind of row
 * @param before    null for an insert; for an update the columns that differ; secrets are replaced
 * @param after     null for a deletion
 */
public record AuditEntry(long id, UUID sellerId, Instant at, String clientId, String role, String operation,
        String change, String thing, String thingId, JsonNode before, JsonNode after) {
}
