package io.meterbridge.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.web.ApiJson;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The body that receivers get, {@code {"type","timestamp","data"}}, in the very bytes that are
 * stored and signed.
 *
 * @param type      JSON of the type
 * @param afterType the rest of the body, from the comma after the type to the last brace
 * @param cloud     the marketplace it is about, or null
 */
record Envelope(String type, String afterType, String cloud) {

    private static final List<String> CLOUDS =
            List.of("/contract/cloud", "/buyer/cloud", "/listing/cloud");

    static Envelope of(OutgoingEvent event, ApiJson json) {
        var data = json.write(event.data());
        var rest = new LinkedHashMap<String, Object>();
        rest.put("timestamp", event.occurredAt());
        var timestamp = json.write(rest);
        var afterType = "," + timestamp.substring(1, timestamp.length() - 1) + ",\"data\":" + data + "}";
        return new Envelope(json.write(event.type().code()), afterType, cloudOf(json.read(data)));
    }

    String body() {
        return "{\"type\":" + type + afterType;
    }

    private static String cloudOf(JsonNode data) {
        return CLOUDS.stream().map(data::at).filter(JsonNode::isTextual).map(JsonNode::textValue)
                .findFirst().orElse(null);
    }
}
