package io.meterbridge.api.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.webhook.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Endpoints out of request bodies. */
record EndpointBody(String url, String description, List<String> eventTypes, JsonNode eventNames,
        String status, String disabledReason) {

    static EndpointBody created(ObjectNode body) {
        return new EndpointBody(Bodies.text(body, "url"), Bodies.text(body, "description"),
                texts(body.get("event_types")),
                body.has("event_names") ? body.get("event_names") : JsonNodeFactory.instance.objectNode(),
                "enabled", null);
    }

    static EndpointBody changed(Endpoint before, ObjectNode body) {
        var status = body.has("status") ? Bodies.text(body, "status") : before.status();
        return new EndpointBody(
                body.has("url") ? Bodies.text(body, "url") : before.url(),
                body.has("description") ? Bodies.text(body, "description") : before.description(),
                body.has("event_types") ? texts(body.get("event_types")) : before.eventTypes(),
                body.has("event_names")
                        ? Bodies.merge((ObjectNode) before.eventNames(), body.get("event_names"))
                        : before.eventNames(),
                status, reason(before, status));
    }

    private static String reason(Endpoint before, String status) {
        if (status.equals("enabled")) {
            return null;
        }
        return before.isEnabled() ? "seller" : before.disabledReason();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.textValue()));
        return texts;
    }
}
