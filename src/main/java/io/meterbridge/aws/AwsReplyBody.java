package io.meterbridge.aws;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Set;

/**
 * An answer of the agreement or entitlement service.
 *
 * @param json null when it is no JSON object
 * @param type name of the refusal, or null for an answer
 */
record AwsReplyBody(int status, JsonNode json, String type) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> FOR_GOOD = Set.of("AccessDeniedException", "ResourceNotFoundException",
            "ValidationException", "InvalidParameterException");

    static AwsReplyBody read(int status, byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                var type = json.path("__type").asText("HTTP " + status);
                return new AwsReplyBody(status, json,
                        status == 200 ? null : type.substring(type.indexOf('#') + 1));
            }
            return unreadable(status);
        } catch (IOException notJson) {
            return unreadable(status);
        }
    }

    boolean isAnswer() {
        return type == null;
    }

    boolean is(String refusal) {
        return refusal.equals(type);
    }

    /** Whether asking again would be answered the same. */
    boolean isForGood() {
        return status == 400 && FOR_GOOD.contains(type);
    }

    private static AwsReplyBody unreadable(int status) {
        return new AwsReplyBody(status, null, "HTTP " + status + " without JSON");
    }
}
