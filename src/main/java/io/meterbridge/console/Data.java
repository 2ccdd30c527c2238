package io.meterbridge.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an answer of the API holds, as templates read it. A path has dots; what is not there is null or empty. */
public final class Data {

    private final JsonNode node;

    Data(JsonNode node) {
        this.node = node == null ? MissingNode.getInstance() : node;
    }

    /** A text, a number or a flag as it stands in the answer, or null. */
    public String text(String path) {
        var value = at(path).node;
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** A number, zero when there is none. */
    public long number(String path) {
        return at(path).node.asLong();
    }

    /** Whether a flag is there and set. */
    public boolean is(String path) {
        return at(path).node.asBoolean();
    }

    /** Whether there is anything. */
    public boolean has(String path) {
        var value = at(path).node;
        return !value.isMissingNode() && !value.isNull() && !(value.isContainerNode() && value.isEmpty());
    }

    /** The part at a path; the empty one leads nowhere else. */
    public Data at(String path) {
        if (path.isEmpty()) {
            return this;
        }
        var current = node;
        for (var name : path.split("\\.")) {
            current = current.path(name);
        }
        return new Data(current);
    }

    /** The elements of an array. */
    public List<Data> list(String path) {
        var elements = new ArrayList<Data>();
        at(path).node.forEach(element -> elements.add(new Data(element)));
        return elements;
    }

    /** The fields of an object, in their order. */
    public Map<String, String> fields(String path) {
        var fields = new LinkedHashMap<String, String>();
        at(path).node.fields().forEachRemaining(field -> fields.put(field.getKey(),
                field.getValue().isTextual() ? field.getValue().textValue() : field.getValue().toString()));
        return fields;
    }

    /** What stands here, as JSON on several lines. */
    public String json() {
        return node.toPrettyString();
    }

    /** The text itself, when this is one. */
    @Override
    public String toString() {
        return node.isTextual() ? node.textValue() : node.toString();
    }
}
