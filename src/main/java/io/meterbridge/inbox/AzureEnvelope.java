package io.meterbridge.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What Azure's webhook sends, raw or as the {@code data} of a CloudEvents or Event Grid event. Unknown fields
 * and actions pass; an operation without an id is told apart by subscription, action and time.
 */
final class AzureEnvelope {

    private AzureEnvelope() {
    }

    static Envelope open(JsonNode body) throws Unreadable {
        var message = body.isArray() && body.size() == 1 ? body.get(0) : body;
        if (!message.has("subscriptionId") && message.path("data").isObject()) {
            message = message.get("data");
        }
        var subscription = Json.text(message, "subscriptionId");
        if (subscription == null) {
            subscription = Json.text(message, "subscription", "id");
        }
        if (subscription == null) {
            throw new Unreadable("names no subscription");
        }
        subscription = subscription.toLowerCase(Locale.ROOT);
        var action = Json.text(message, "action");
        if (action == null) {
            action = Json.text(message, "operationType");
        }
        var time = Json.text(message, "timeStamp");
        return new Envelope(key(message, subscription, action, time), action, subscription, Json.instant(time),
                message.toString());
    }

    private static String key(JsonNode message, String subscription, String action, String time) {
        var operation = Json.text(message, "id");
        if (operation != null) {
            return operation.toLowerCase(Locale.ROOT);
        }
        return time == null ? null : subscription + ":" + action + ":" + time;
    }
}
