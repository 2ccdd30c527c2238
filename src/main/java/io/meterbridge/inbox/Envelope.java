package io.meterbridge.inbox;

import java.time.Instant;

/**
 * What a message's wrapping says about it.
 *
 * @param key         the marketplace's own id of the message, or null when it has none
 * @param type        what happened, in the marketplace's word, or null
 * @param contractKey which contract it is about, in the marketplace's words, or null
 * @param occurredAt  when it happened, or null
 * @param payload     the marketplace's own JSON, unwrapped
 */
record Envelope(String key, String type, String contractKey, Instant occurredAt, String payload) {

    /** What reads one marketplace's wrappings. */
    static Envelope open(String cloud, byte[] body) throws Unreadable {
        var json = Json.object(body);
        return switch (cloud) {
            case "aws" -> AwsEnvelope.open(json);
            case "azure" -> AzureEnvelope.open(json);
            case "gcp" -> GcpEnvelope.open(json);
            case "orb" -> OrbEnvelope.open(json);
            default -> new Envelope(null, null, null, null, json.toString());
        };
    }

    Envelope at(Instant instant) {
        return occurredAt != null ? this : new Envelope(key, type, contractKey, instant, payload);
    }
}
