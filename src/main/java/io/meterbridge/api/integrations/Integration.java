package io.meterbridge.api.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A stored connection to a provider.
 *
 * @param brokenReason why it is broken, or null
 * @param settings     what may be shown
 * @param secretHint   the end of its secret, or null
 * @param startAt      Orb: metered from here on; else null
 * @param mode         Orb: live or test; else null
 */
record Integration(
        String status,
        String brokenReason,
        JsonNode settings,
        String secretHint,
        Instant startAt,
        String mode,
        Instant verifiedAt) {

    /** A setting that may be shown, or null. */
    String setting(String name) {
        var value = settings.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
