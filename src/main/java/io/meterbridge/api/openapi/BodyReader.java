package io.meterbridge.api.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads a body; one of JSON is checked against the schema of its operation. */
final class BodyReader {

    /** Answers hold bodies some levels deeper, and nothing sensible is nested like this. */
    private static final int DEEPEST = 100;
    /** Beyond this many digits, before or behind the point, no number can be stored. */
    private static final int MOST_DIGITS = 500;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private final ApiContract contract;
    private final FieldNames fieldNames;

    BodyReader(ApiContract contract) {
        this.contract = contract;
        this.fieldNames = new FieldNames(contract);
    }

    /**
     * The body of a call.
     *
     * @throws ProblemException 422 when it is no JSON document
     */
    JsonNode read(Operation operation, InputStream text, List<Notice> errors) throws IOException {
        var body = operation.takesText() ? plain(text) : parse(text);
        check(operation, body, errors);
        return body;
    }

    /** Says what is wrong with a body that was read already. */
    void check(Operation operation, JsonNode body, List<Notice> errors) {
        errors.addAll(unstorableIn(body, "", new ArrayList<>()));
        if (!errors.isEmpty() || operation.takesText()) {
            return;
        }
        var pointer = contract.bodyPointer(operation);
        var found = new LinkedHashSet<Notice>(fieldNames.misspeltIn(body, pointer));
        contract.schemaAt(pointer).validate(body).stream().map(Messages::of).forEach(found::add);
        errors.addAll(found);
    }

    /** A text that the operation itself understands. */
    private static JsonNode plain(InputStream text) throws IOException {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return TextNode.valueOf(text == null ? ""
                    : decoder.decode(ByteBuffer.wrap(text.readAllBytes())).toString());
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("", "the body is not encoded as UTF-8");
        }
    }

    private JsonNode parse(InputStream text) throws IOException {
        try {
            var body = text == null ? null : mapper.readTree(text);
            if (body == null || body.isMissingNode()) {
                throw ProblemException.of(ProblemType.MALFORMED_JSON, "A JSON body is required.");
            }
            return body;
        } catch (JsonProcessingException e) {
            var where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr()
                    + ", column " + e.getLocation().getColumnNr() + ")";
            throw ProblemException.of(ProblemType.MALFORMED_JSON, e.getOriginalMessage() + where);
        } catch (CharConversionException e) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body is not encoded as UTF-8.");
        }
    }

    private static List<Notice> unstorableIn(JsonNode value, String pointer, List<Notice> found) {
        if (value.isTextual() && !Storable.is(value.textValue())) {
            found.add(new Notice(pointer, "holds a character that cannot be stored"));
        }
        if (value.isBigDecimal() && (Math.abs((long) value.decimalValue().scale()) > MOST_DIGITS
                || value.decimalValue().precision() > MOST_DIGITS)) {
            found.add(new Notice(pointer, "is a number that cannot be stored"));
        }
        value.fields().forEachRemaining(field -> {
            if (!Storable.is(field.getKey())) {
                found.add(new Notice(pointer, "has a field name that cannot be stored"));
            }
            unstorableIn(field.getValue(), pointer + "/" + field.getKey(), found);
        });
        if (value.isArray()) {
            for (var i = 0; i < value.size(); i++) {
                unstorableIn(value.get(i), pointer + "/" + i, found);
            }
        }
        return found;
    }
}
