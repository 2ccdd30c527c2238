package io.meterbridge.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code openapi/openapi.yaml} as the server uses it: which calls exist, who may make them, what they take. */
public final class ApiContract {

    /** Where the API is served. */
    public static final String BASE_PATH = "/api";

    /** Where the contract itself is served, below the base path. */
    public static final String OWN_PATH = "/openapi.yaml";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final ObjectNode document;
    private final List<Operation> operations;
    private final JsonSchemaFactory schemas = schemasOfDocuments();
    private final SchemaValidatorsConfig rules = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private ApiContract(ObjectNode document) {
        this.document = document;
        this.operations = readOperations();
    }

    /** The contract that the class path carries. */
    public static ApiContract read() {
        try (var file = ApiContract.class.getResourceAsStream("/openapi/openapi.yaml")) {
            return new ApiContract((ObjectNode) new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/openapi.yaml cannot be read", e);
        }
    }

    /** Every call, in the order of the contract. */
    public List<Operation> operations() {
        return operations;
    }

    /** The call of this {@code operationId}. */
    public Operation named(String id) {
        return operations.stream().filter(operation -> operation.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The contract has no operation " + id));
    }

    /** The call that a request means, if the contract has it. */
    public Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.matches(path))
                .max(Comparator.comparingLong(Operation::literalSegments));
    }

    /** The methods this path can be called with. */
    public List<String> methodsOf(String path) {
        return operations.stream().filter(operation -> operation.matches(path))
                .map(Operation::method).distinct().sorted().toList();
    }

    /** Where the schema of a call's body stands in the document. */
    public String bodyPointer(Operation operation) {
        return operationPointer(operation) + "/requestBody/content/" + escape(operation.bodyType()) + "/schema";
    }

    /** Where the schema of an answer stands; a status that is not spelled out has the default one. */
    public String answerPointer(Operation operation, int status) {
        var responses = resolve(document.at(operationPointer(operation) + "/responses"));
        var name = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
        var response = responses.get(name);
        var pointer = response.has("$ref")
                ? response.get("$ref").asText().substring(1)
                : operationPointer(operation) + "/responses/" + name;
        var contents = document.at(pointer).path("content").fieldNames();
        return contents.hasNext() ? pointer + "/content/" + escape(contents.next()) + "/schema" : null;
    }

    /** The compiled schema at a pointer. */
    public JsonSchema schemaAt(String pointer) {
        return compiled.computeIfAbsent(pointer, this::compile);
    }

    /** The schema at a pointer as it is written, references resolved at its top. */
    JsonNode writtenSchemaAt(String pointer) {
        return resolve(document.at(pointer));
    }

    JsonNode resolve(JsonNode schema) {
        var current = schema;
        while (current.has("$ref")) {
            current = document.at(current.get("$ref").asText().substring(1));
        }
        return current;
    }

    /** JSON Schema 2020-12, to which the other parts of an OpenAPI document mean nothing. */
    private static JsonSchemaFactory schemasOfDocuments() {
        var dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new NonValidationKeyword("paths"))
                .keyword(new NonValidationKeyword("components"))
                .build();
        return JsonSchemaFactory.builder().metaSchema(dialect).defaultMetaSchemaIri(dialect.getIri()).build();
    }

    private JsonSchema compile(String pointer) {
        if (document.at(pointer).isMissingNode()) {
            throw new IllegalArgumentException("The contract has no schema at " + pointer);
        }
        var schema = document.objectNode();
        schema.put("$ref", "#" + pointer);
        schema.set("paths", document.get("paths"));
        schema.set("components", document.get("components"));
        return schemas.getSchema(schema, rules);
    }

    private List<Operation> readOperations() {
        var found = new ArrayList<Operation>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue().fields()
                .forEachRemaining(item -> {
                    if (METHODS.contains(item.getKey())) {
                        found.add(readOperation(path.getKey(), item.getKey(), item.getValue()));
                    }
                }));
        return List.copyOf(found);
    }

    private Operation readOperation(String path, String method, JsonNode written) {
        var good = new ArrayList<Integer>();
        written.get("responses").fieldNames().forEachRemaining(status -> {
            if (status.startsWith("2")) {
                good.add(Integer.valueOf(status));
            }
        });
        return new Operation(written.get("operationId").asText(), method.toUpperCase(Locale.ROOT), path,
                rolesOf(written), good.get(0), queryValuesOf(path, method, written),
                bodyTypeOf(written));
    }

    private static String bodyTypeOf(JsonNode written) {
        var types = written.path("requestBody").path("content").fieldNames();
        return types.hasNext() ? types.next() : null;
    }

    private static Set<String> rolesOf(JsonNode written) {
        var roles = new LinkedHashSet<String>();
        written.get("security").forEach(way -> way.path("bearer").forEach(role -> roles.add(role.asText())));
        return roles;
    }

    private Map<String, QueryValue> queryValuesOf(String path, String method, JsonNode written) {
        var values = new LinkedHashMap<String, QueryValue>();
        var parameters = written.path("parameters");
        for (var i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            var pointer = parameter.has("$ref")
                    ? parameter.get("$ref").asText().substring(1)
                    : "/paths/" + escape(path) + "/" + method + "/parameters/" + i;
            var resolved = resolve(parameter);
            var name = resolved.get("name").asText();
            if (!resolved.get("in").asText().equals("query")) {
                continue;
            }
            values.put(name, new QueryValue(name, resolved.path("x-cloud-identifier").asBoolean(),
                    pointer + "/schema"));
        }
        return values;
    }

    private static String operationPointer(Operation operation) {
        return "/paths/" + escape(operation.path()) + "/" + operation.method().toLowerCase(Locale.ROOT);
    }

    private static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
