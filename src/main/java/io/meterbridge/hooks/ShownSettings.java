package io.meterbridge.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What of an integration is no secret; the sealed part stays sealed. */
@Component
class ShownSettings {

    private final ObjectMapper json;

    ShownSettings(ObjectMapper json) {
        this.json = json;
    }

    JsonNode of(Map<String, Object> row) {
        try {
            return json.readTree((String) row.get("settings"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The settings of seller " + row.get("seller_id") + " are no JSON", e);
        }
    }
}
