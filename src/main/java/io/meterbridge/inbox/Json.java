package io.meterbridge.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Lenient reading: marketplaces add fields, leave some out and change a text into a number. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {
    }

    static JsonNode object(byte[] body) throws Unreadable {
        try {
            var node = MAPPER.readTree(body);
            if (node == null || !node.isObject() && !node.isArray()) {
                throw new Unreadable("not a JSON object");
            }
            return node;
        } catch (IOException e) {
            throw new Unreadable("not JSON");
        }
    }

    static JsonNode object(String body) throws Unreadable {
        return object(body.getBytes(StandardCharsets.UTF_8));
    }

    /** A text or number at a path of names, trimmed, or null when there is none. */
    static String text(JsonNode node, String... path) {
        var at = node;
        for (var name : path) {
            at = at.path(name);
        }
        var text = at.isValueNode() && !at.isNull() ? at.asText().strip() : "";
        return text.isEmpty() ? null : text;
    }

    /** An instant; one without an offset is UTC, one that cannot be read is null. */
    static Instant instant(String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.matches(".*([Zz]|[+-]\\d\\d:?\\d\\d)$") ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
