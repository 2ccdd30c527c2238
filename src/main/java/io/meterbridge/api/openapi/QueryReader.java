package io.meterbridge.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.api.problem.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Query values under their plain names. {@code x=}, {@code filter[x]=} and, for cloud identifiers,
 * {@code filter[cloud_identifiers][x]=} and {@code filter[cloud_identifiers.x]=} mean the same.
 */
final class QueryReader {

    private static final String BELOW = "cloud_identifiers";

    private final ApiContract contract;

    QueryReader(ApiContract contract) {
        this.contract = contract;
    }

    Map<String, String> read(Operation operation, Map<String, String[]> given, List<Notice> errors) {
        var values = new LinkedHashMap<String, String>();
        given.forEach((spelling, texts) -> {
            var name = plainName(spelling);
            var known = operation.queryValues().get(name.value());
            if (name.belowIdentifiers() && (known == null || !known.cloudIdentifier())) {
                errors.add(noIdentifier(operation, spelling, name.value()));
            } else if (known == null) {
                reportIfMisspelt(operation, spelling, name.value(), errors);
            } else if (texts.length > 1 || values.containsKey(known.name())) {
                errors.add(new Notice(spelling, "is given more than once"));
            } else {
                values.put(known.name(), texts[0]);
                check(known, texts[0], errors);
            }
        });
        return values;
    }

    private void check(QueryValue known, String text, List<Notice> errors) {
        if (!Storable.is(text)) {
            errors.add(new Notice(known.name(), "holds a character that cannot be stored"));
            return;
        }
        contract.schemaAt(known.schemaPointer()).validate(valueOf(known, text)).forEach(message ->
                errors.add(new Notice(known.name(), Messages.textOf(message))));
    }

    /** A query carries text only, so an integer is read as one where the contract wants one. */
    private JsonNode valueOf(QueryValue known, String text) {
        var wanted = contract.writtenSchemaAt(known.schemaPointer()).path("type").asText();
        if (wanted.equals("integer") && text.matches("-?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return JsonNodeFactory.instance.textNode(text);
    }

    /** Ignored like other unknown names it would give every row, and the caller takes the first for its own. */
    private static Notice noIdentifier(Operation operation, String spelling, String name) {
        var known = operation.queryValues().values().stream().filter(QueryValue::cloudIdentifier)
                .map(QueryValue::name).toList();
        return new Notice(spelling, "'" + name + "' is no cloud identifier that this call filters by"
                + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
    }

    private static void reportIfMisspelt(Operation operation, String spelling, String name,
            List<Notice> errors) {
        Misspelling.of(name, operation.queryValues().keySet()).ifPresent(meant ->
                errors.add(new Notice(spelling, "'" + name + "' is not known; did you mean '" + meant + "'?")));
    }

    private static Name plainName(String spelling) {
        var inner = spelling;
        if (spelling.startsWith("filter[") && spelling.endsWith("]")) {
            inner = spelling.substring("filter[".length(), spelling.length() - 1).replace("][", ".");
        }
        var below = inner.startsWith(BELOW + ".");
        return new Name(below ? inner.substring(BELOW.length() + 1) : inner, below);
    }

    private record Name(String value, boolean belowIdentifiers) {
    }
}
