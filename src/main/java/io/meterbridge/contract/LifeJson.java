package io.meterbridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.lifecycle.Ending;
import io.meterbridge.lifecycle.LifeEvent;
import io.meterbridge.lifecycle.LifeEvent.Standing;
import io.meterbridge.lifecycle.Step;
import io.meterbridge.lifecycle.Succession;
import io.meterbridge.lifecycle.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Terms and events as they are stored and told. Money is a decimal string. */
final class LifeJson {

    private LifeJson() {
    }

    /** Terms as an object; null for none. What a contract does not have is left out. */
    static ObjectNode of(Terms terms) {
        if (terms == null) {
            return null;
        }
        var json = JsonNodeFactory.instance.objectNode();
        put(json, "plan", terms.plan());
        put(json, "quantity", terms.quantity());
        put(json, "currency", terms.currency());
        put(json.putObject("unit_prices"), terms.unitPrices());
        put(json, "prepaid", terms.prepaid());
        if (!terms.entitled().isEmpty()) {
            put(json.putObject("entitled"), terms.entitled());
        }
        return json;
    }

    static Terms terms(JsonNode json) {
        return json == null || json.isNull() ? null
                : new Terms(text(json, "plan"), decimal(json, "quantity"), text(json, "currency"),
                        decimals(json.path("unit_prices")), decimal(json, "prepaid"),
                        decimals(json.path("entitled")));
    }

    /** What an event says besides its key, step and instant. */
    static ObjectNode detail(LifeEvent event) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("trusted", event.trusted());
        put(json, "ending", event.ending() == null ? null : event.ending().name());
        if (event.succession() != null) {
            var followed = json.putObject("succession").put("renewal", event.succession().renewal());
            put(followed, "predecessor", event.succession().predecessor());
        }
        json.set("before", of(event.before()));
        json.set("after", of(event.after()));
        put(json, "offer", event.offer());
        event.identifiers().forEach(json.putObject("identifiers")::put);
        return json;
    }

    /** A stored event: it holds. */
    static LifeEvent event(String key, String step, Instant at, JsonNode detail) {
        var followed = detail.path("succession");
        var ending = text(detail, "ending");
        return new LifeEvent(key, Step.valueOf(step), at, detail.path("trusted").asBoolean(), Standing.SETTLED,
                null, ending == null ? null : Ending.valueOf(ending),
                followed.isObject() ? new Succession(followed.path("renewal").asBoolean(),
                        text(followed, "predecessor")) : null,
                terms(detail.get("before")), terms(detail.get("after")), text(detail, "offer"),
                texts(detail.path("identifiers")));
    }

    private static Map<String, String> texts(JsonNode json) {
        var texts = new HashMap<String, String>();
        json.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static Map<String, BigDecimal> decimals(JsonNode json) {
        var numbers = new HashMap<String, BigDecimal>();
        json.fields().forEachRemaining(field -> numbers.put(field.getKey(),
                new BigDecimal(field.getValue().asText())));
        return numbers;
    }

    private static void put(ObjectNode json, Map<String, BigDecimal> numbers) {
        numbers.forEach((name, number) -> json.put(name, number.toPlainString()));
    }

    private static void put(ObjectNode json, String name, BigDecimal number) {
        put(json, name, number == null ? null : number.toPlainString());
    }

    private static void put(ObjectNode json, String name, String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private static BigDecimal decimal(JsonNode json, String name) {
        var text = text(json, name);
        return text == null ? null : new BigDecimal(text);
    }

    private static String text(JsonNode json, String name) {
        var value = json.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
