package io.meterbridge.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.problem.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks a body beside its schema and reports fields that are a known one misspelt. */
final class FieldNames {

    private final ApiContract contract;

    FieldNames(ApiContract contract) {
        this.contract = contract;
    }

    List<Notice> misspeltIn(JsonNode body, String schemaPointer) {
        var found = new ArrayList<Notice>();
        walk(body, List.of(contract.writtenSchemaAt(schemaPointer)), "", found);
        return found;
    }

    private void walk(JsonNode value, List<JsonNode> schemas, String pointer, List<Notice> found) {
        if (value.isArray()) {
            var items = schemas.stream().map(contract::resolve).filter(schema -> schema.has("items"))
                    .map(schema -> schema.get("items")).toList();
            for (int i = 0; i < value.size(); i++) {
                walk(value.get(i), items, pointer + "/" + i, found);
            }
        }
        if (!value.isObject()) {
            return;
        }
        var known = new LinkedHashMap<String, List<JsonNode>>();
        var free = new ArrayList<JsonNode>();
        schemas.forEach(schema -> collect(schema, known, free));
        value.fields().forEachRemaining(field -> {
            var place = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (known.containsKey(field.getKey())) {
                walk(field.getValue(), known.get(field.getKey()), place, found);
            } else if (!free.isEmpty()) {
                walk(field.getValue(), free, place, found);
            } else {
                var absent = known.keySet().stream().filter(name -> !value.has(name)).toList();
                Misspelling.of(field.getKey(), absent).ifPresent(name -> found.add(new Notice(place,
                        "'" + field.getKey() + "' is not known; did you mean '" + name + "'?")));
            }
        });
    }

    /** Gathers the names of every branch: which branch of a {@code oneOf} is meant does not matter here. */
    private void collect(JsonNode written, Map<String, List<JsonNode>> known, List<JsonNode> free) {
        var schema = contract.resolve(written);
        schema.path("properties").fields().forEachRemaining(property ->
                known.computeIfAbsent(property.getKey(), name -> new ArrayList<>()).add(property.getValue()));
        if (schema.has("additionalProperties")) {
            free.add(schema.get("additionalProperties"));
        }
        schema.path("allOf").forEach(branch -> collect(branch, known, free));
        schema.path("oneOf").forEach(branch -> collect(branch, known, free));
    }
}
