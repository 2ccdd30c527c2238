package io.meterbridge.inbox;

import com.fasterxml.jackson.databind.JsonNode;

/** An event of Orb's webhooks. */
final class OrbEnvelope {

    private OrbEnvelope() {
    }

    static Envelope open(JsonNode event) throws Unreadable {
        var type = Json.text(event, "type");
        if (type == null) {
            throw new Unreadable("names no type");
        }
        return new Envelope(Json.text(event, "id"), type, Json.text(event, "subscription", "id"),
                Json.instant(Json.text(event, "created_at")), event.toString());
    }
}
