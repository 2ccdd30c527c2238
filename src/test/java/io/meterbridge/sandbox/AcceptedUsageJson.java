package io.meterbridge.sandbox;

import java.util.List;

/** Writes accepted usage for people, at {@code GET /_sandbox/accepted}. */
final class AcceptedUsageJson {

    private AcceptedUsageJson() {
    }

    static SandboxAnswer of(List<AcceptedUsage> accepted) {
        return SandboxAnswer.json(200, OrbJson.bytes(json -> {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (var usage : accepted) {
                json.writeStartObject();
                json.writeStringField("region", usage.key().region());
                json.writeStringField("identity", usage.key().identity());
                json.writeStringField("dimension", usage.key().dimension());
                json.writeStringField("hour", usage.key().hour().toString());
                json.writeNumberField("quantity", usage.quantity());
                json.writeStringField("record_id", usage.recordId());
                json.writeStringField("accepted_at", usage.acceptedAt().toString());
                json.writeNumberField("times_received", usage.timesReceived());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }
}
