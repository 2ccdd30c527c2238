package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads the bodies of check and report; whatever is malformed refuses the whole call. */
final class ServiceControlBody {

    private static final int MOST_BYTES = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ServiceControlBody() {
    }

    /**
     * One operation of a report.
     *
     * @param isDouble which member of the value's union was used
     */
    record Operation(String id, String consumer, String metric, Instant start, Instant end,
            BigDecimal quantity, boolean isDouble) {
    }

    /** The consumer that a check asks about. */
    static String consumerOfCheck(byte[] body) {
        var operation = read(body).path("operation");
        required(operation, "operationId");
        required(operation, "operationName");
        time(operation, "startTime");
        if (operation.has("userLabels")) {
            throw GoogleRefusal.invalid("user_labels are not taken by check");
        }
        return required(operation, "consumerId");
    }

    /** The operations of a report. */
    static List<Operation> operationsOf(byte[] body) {
        var list = read(body).path("operations");
        if (!list.isArray() || list.isEmpty()) {
            throw GoogleRefusal.invalid("operations are required");
        }
        var operations = new ArrayList<Operation>();
        list.forEach(operation -> operations.addAll(valuesOf(operation)));
        return operations;
    }

    private static List<Operation> valuesOf(JsonNode json) {
        var id = required(json, "operationId");
        required(json, "operationName");
        var consumer = required(json, "consumerId");
        var start = time(json, "startTime");
        var end = time(json, "endTime");
        var metrics = new HashSet<String>();
        var values = new ArrayList<Operation>();
        for (var set : json.path("metricValueSets")) {
            var metric = required(set, "metricName");
            if (!metrics.add(metric) || set.path("metricValues").size() != 1) {
                throw GoogleRefusal.invalid("One value for each metric and its labels: " + metric);
            }
            var value = set.path("metricValues").get(0);
            values.add(new Operation(id, consumer, metric, start, end, quantity(value),
                    value.has("doubleValue")));
        }
        if (values.isEmpty()) {
            throw GoogleRefusal.invalid("metric_value_sets are required");
        }
        return values;
    }

    /** In JSON a 64-bit number is a string, a double is a number. */
    private static BigDecimal quantity(JsonNode value) {
        if (value.path("doubleValue").isNumber()) {
            return value.get("doubleValue").decimalValue();
        }
        var text = value.path("int64Value");
        if (!text.isTextual() || !text.textValue().matches("-?[0-9]{1,19}")) {
            throw GoogleRefusal.invalid("A value is an int64Value in a string or a doubleValue");
        }
        return new BigDecimal(text.textValue());
    }

    private static JsonNode read(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw GoogleRefusal.tooLarge();
        }
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException notJson) {
            throw GoogleRefusal.invalid("Invalid JSON payload received.");
        }
        throw GoogleRefusal.invalid("Invalid JSON payload received.");
    }

    private static String required(JsonNode json, String name) {
        var value = json.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw GoogleRefusal.invalid(name + " is required");
        }
        return value.textValue();
    }

    private static Instant time(JsonNode json, String name) {
        try {
            return Instant.parse(required(json, name));
        } catch (DateTimeException notATime) {
            throw GoogleRefusal.invalid(name + " is no RFC 3339 time");
        }
    }
}
