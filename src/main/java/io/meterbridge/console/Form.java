package io.meterbridge.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.web.ApiJson;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/** What somebody filled in, on its way into the body of a call; what was left empty is left out. */
final class Form {

    private static final Pattern MINUTE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");

    private final Map<String, String> values;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    Form(Map<String, String> values) {
        this.values = values;
    }

    /** What was entered, without the blanks around it, or null. */
    String value(String name) {
        var value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** What was entered, or null when the button with this name was the one that was pressed. */
    String without(String button, String name) {
        return values.containsKey(button) ? null : value(name);
    }

    /** Texts under the names they have in the form; one with a dot goes into an object. */
    Form texts(String... names) {
        for (var name : names) {
            if (value(name) != null) {
                holderOf(name).put(lastOf(name), value(name));
            }
        }
        return this;
    }

    /** Minutes in UTC as a browser enters them, which the API takes as instants. */
    Form instants(String... names) {
        for (var name : names) {
            if (value(name) != null) {
                holderOf(name).put(lastOf(name), instant(value(name)));
            }
        }
        return this;
    }

    /** {@code 2026-03-10T11:00} as {@code 2026-03-10T11:00:00Z}; everything else as it is. */
    static String instant(String entered) {
        return MINUTE.matcher(entered).matches() ? entered + ":00Z" : entered;
    }

    /** Boxes that are ticked or not. */
    Form flags(String... names) {
        for (var name : names) {
            holderOf(name).put(lastOf(name), value(name) != null);
        }
        return this;
    }

    /** A JSON document that was pasted; what is none is handed on as text, which the contract then refuses. */
    Form json(String name, ApiJson json) {
        if (value(name) != null) {
            try {
                body.set(name, json.read(value(name)));
            } catch (UncheckedIOException noJson) {
                body.put(name, "no JSON");
            }
        }
        return this;
    }

    ObjectNode body() {
        return body;
    }

    private ObjectNode holderOf(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? body : body.withObject("/" + name.substring(0, dot));
    }

    private static String lastOf(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
