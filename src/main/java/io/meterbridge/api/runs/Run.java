package io.meterbridge.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One metered hour.
 *
 * @param status          running or finished
 * @param accounts        accounts that had this hour to settle
 * @param counts          the run's records by status
 * @param costReadsFailed accounts whose cost could not be read for it
 */
public record Run(UUID id, Instant hour, String status, long accounts, JsonNode counts,
        long costReadsFailed) {
}
