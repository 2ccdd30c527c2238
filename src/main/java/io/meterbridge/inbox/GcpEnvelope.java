package io.meterbridge.inbox;

import com.fasterxml.jackson.databind.JsonNode;

/** The data of a Pub/Sub message of Google Cloud Marketplace; messages about accounts may have no type. */
final class GcpEnvelope {

    private GcpEnvelope() {
    }

    static Envelope open(JsonNode message) throws Unreadable {
        var about = message.path("entitlement").isObject() ? "entitlement" : "account";
        var id = Json.text(message, about, "id");
        if (id == null) {
            throw new Unreadable("names neither an entitlement nor an account");
        }
        var type = Json.text(message, "eventType");
        var event = Json.text(message, "eventId");
        return new Envelope(event == null ? null : (type == null ? about : type) + ":" + event, type, id,
                Json.instant(Json.text(message, about, "updateTime")), message.toString());
    }
}
