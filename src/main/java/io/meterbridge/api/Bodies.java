package io.meterbridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Values of a body that the contract has checked already. */
public final class Bodies {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Bodies() {
    }

    /** A text, or null when the field is absent or null. */
    public static String text(JsonNode body, String field) {
        var value = body.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    /** A flag, or what holds when the field is absent. */
    public static boolean flag(JsonNode body, String field, boolean otherwise) {
        return body.path(field).asBoolean(otherwise);
    }

    /**
     * A price, above zero, or null when the field is absent.
     *
     * @param pointer where the object that has the field stands in the body
     */
    public static BigDecimal price(JsonNode body, String field, String pointer) {
        var text = text(body, field);
        if (text == null) {
            return null;
        }
        var price = new BigDecimal(text);
        if (price.signum() <= 0) {
            throw ProblemException.invalid(pointer + "/" + field, "a price is above zero");
        }
        return price;
    }

    /** An instant, or null when the field is absent or null. */
    public static Instant instant(JsonNode body, String field) {
        var text = text(body, field);
        return text == null ? null : instant("/" + field, text);
    }

    /** An instant from a text whose form the contract has checked; not every such text is one. */
    public static Instant instant(String pointer, String text) {
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
                throw ProblemException.invalid(pointer, "is not between 1970 and 9999");
            }
            return instant.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(pointer, "is no instant: " + e.getMessage());
        }
    }

    /**
     * Merges a change into a stored object by RFC 7396: null removes, objects merge, all else replaces.
     *
     * @param change an object; null clears everything
     */
    public static ObjectNode merge(ObjectNode stored, JsonNode change) {
        var merged = change.isNull() ? stored.objectNode() : stored.deepCopy();
        change.fields().forEachRemaining(field -> {
            var value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value.isObject()) {
                var before = merged.get(field.getKey()) instanceof ObjectNode object
                        ? object : merged.objectNode();
                merged.set(field.getKey(), merge(before, value));
            } else {
                merged.set(field.getKey(), value);
            }
        });
        return merged;
    }
}
