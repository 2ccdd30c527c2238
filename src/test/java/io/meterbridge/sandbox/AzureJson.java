package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON as Microsoft's services write it. */
final class AzureJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AzureJson() {
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The body's tree, or null when it is not JSON. */
    static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException notJson) {
            return null;
        }
    }

    static SandboxAnswer answer(int status, JsonNode body) {
        try {
            return SandboxAnswer.json(status, MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An error of a whole call or of one event. */
    static ObjectNode error(String code, String message) {
        return object().put("message", message).put("code", code);
    }

    /** An error that names the field it is about. */
    static ObjectNode badArgument(String request, String field, String message) {
        var error = error("BadArgument", "One or more errors have occurred.").put("target", request);
        error.putArray("details").addObject()
                .put("message", message).put("target", field).put("code", "BadArgument");
        return error;
    }
}
