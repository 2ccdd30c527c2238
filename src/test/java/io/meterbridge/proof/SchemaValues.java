package io.meterbridge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Draws JSON values that a schema of the contract allows. */
final class SchemaValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;

    /** Texts that satisfy the patterns of the contract; each pattern is served by those that match it. */
    private static final List<String> TEXTS = List.of("1", "12", "0.01", "0.009", "123456789012.000000000000000001",
            "USD", "EUR", "us-east-1", "https://receiver.invalid/hook?a=b", "arn:aws:iam::123456789012:role/metering",
            "projects/p/subscriptions/s", "AKIAIOSFODNN7EXAMPLE", "contoso.onmicrosoft.com", "provider-1", "sub_1",
            "contract.cancelled", "*", "a", "an ordinary text", "11111111-2222-3333-4444-555555555555", "2026-03");
    private static final List<String> WORDS = List.of("", "a", "Northwind", "units", "pc-1", "Łódź 💶", "value-1",
            "x".repeat(200));
    private static final List<String> INSTANTS = List.of("2026-03-10T11:00:00Z", "2026-03-10T10:00:00+00:00",
            "2026-03-01T00:00:00.123456Z", "1970-01-01T00:00:00Z", "2026-02-28T23:59:59-11:30",
            "2030-01-01T00:00:00Z");
    private static final List<String> NAMES = List.of("product_code", "customer_identifier",
            "customer_aws_account_id", "agreement_id", "license_arn", "tenant_id", "subscription_id", "offer_id",
            "plan_id", "account_id", "entitlement_id", "usage_reporting_id", "plan", "contract.cancelled",
            "internal_customer_identifier");

    private final JsonNode document;
    private final Random random;
    private final KnownThings known;

    SchemaValues(JsonNode document, Random random, KnownThings known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    /**
     * A value.
     *
     * @param schema as it is written in the contract
     * @param name   of the field that will hold it, or null: ids are drawn from the things of that name
     */
    JsonNode of(JsonNode schema, String name) {
        return of(schema, name, 0);
    }

    private JsonNode of(JsonNode written, String name, int depth) {
        var schema = resolve(written);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return one(schema.get("enum"));
        }
        if (schema.has("oneOf")) {
            return of(one(schema.get("oneOf")), name, depth);
        }
        if (schema.has("allOf")) {
            var merged = JSON.objectNode();
            schema.get("allOf").forEach(part -> merged.setAll((ObjectNode) object(resolve(part), depth)));
            return merged;
        }
        return switch (typeOf(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> JSON.numberNode(between(schema));
            case "number" -> JSON.numberNode(BigDecimal.valueOf(between(schema)).movePointLeft(1));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(schema, name));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").fields().forEachRemaining(property -> {
            if (depth < DEEPEST && (required.contains(property.getKey()) || random.nextInt(3) == 0)) {
                object.set(property.getKey(), of(property.getValue(), property.getKey(), depth + 1));
            }
        });
        var free = schema.path("additionalProperties");
        if (free.isObject() || free.asBoolean() || !schema.has("properties")) {
            for (var i = random.nextInt(6); i > 0; i--) {
                var name = NAMES.get(random.nextInt(NAMES.size()));
                object.set(name, free.isObject() ? of(free, name, depth + 1)
                        : JSON.textNode(one(WORDS)));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        var array = JSON.arrayNode();
        var least = schema.path("minItems").asInt(0);
        for (var i = least + random.nextInt(3); i > 0 && depth < DEEPEST; i--) {
            array.add(of(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private String text(JsonNode schema, String name) {
        var format = schema.path("format").asText();
        if (format.equals("uuid")) {
            return known.idFor(name, random);
        }
        if (format.equals("date-time")) {
            return one(INSTANTS);
        }
        if (format.equals("date")) {
            return one(List.of("2026-03-01", "2026-03-02", "1970-01-01", "2028-02-29"));
        }
        if (schema.has("pattern")) {
            var pattern = Pattern.compile(schema.get("pattern").asText());
            var matching = TEXTS.stream().filter(text -> pattern.matcher(text).find()).toList();
            return matching.isEmpty() ? one(WORDS) : one(matching);
        }
        if (name != null && name.endsWith("_id") && random.nextInt(3) == 0) {
            return known.idFor(name, random);
        }
        return random.nextInt(6) == 0 ? UUID.randomUUID().toString() : one(WORDS);
    }

    private long between(JsonNode schema) {
        var least = schema.path("minimum").asLong(schema.has("exclusiveMinimum") ? 1 : 0);
        var most = schema.path("maximum").asLong(least + 1000);
        return random.nextInt(3) == 0 ? (random.nextBoolean() ? least : most)
                : least + random.nextInt((int) Math.min(1000, most - least + 1));
    }

    private String typeOf(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return one(type).asText();
        }
        return type.isTextual() ? type.asText() : schema.has("properties") ? "object" : "string";
    }

    JsonNode resolve(JsonNode written) {
        var schema = written;
        while (schema.has("$ref")) {
            schema = document.at(schema.get("$ref").asText().substring(1));
        }
        return schema;
    }

    private JsonNode one(JsonNode choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
