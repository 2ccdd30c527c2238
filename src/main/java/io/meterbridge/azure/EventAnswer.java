package io.meterbridge.azure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meterbridge.marketplace.azure.AzureReply;
import io.meterbridge.marketplace.azure.EventKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what batchUsageEvent answers. Whatever is not plainly what Azure says is left out or
 * unreadable; it then proves nothing about any record.
 */
final class EventAnswer {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EventAnswer() {
    }

    static AzureReply read(int status, byte[] body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException notJson) {
            return new AzureReply.Unreadable();
        }
        if (!answer.isObject()) {
            return new AzureReply.Unreadable();
        }
        return status >= 200 && status < 300 ? metered(answer) : refused(answer);
    }

    private static AzureReply refused(JsonNode answer) {
        // some gateways put the error one level deeper
        var error = answer.path("error").isObject() ? answer.get("error") : answer;
        var problem = problem(error);
        return problem == null ? new AzureReply.Unreadable() : new AzureReply.Refused(problem);
    }

    private static AzureReply metered(JsonNode answer) {
        var results = answer.path("result");
        if (!results.isArray()) {
            return new AzureReply.Unreadable();
        }
        var read = new ArrayList<AzureReply.Result>();
        for (var result : results) {
            var key = keyOf(result);
            var status = text(result, "status");
            if (key != null && status != null) {
                read.add(new AzureReply.Result(key, status, text(result, "usageEventId"),
                        number(result.path("quantity")), problem(result.path("error")),
                        result.toString()));
            }
        }
        return new AzureReply.Metered(read);
    }

    /** The error of a record or of a call: of a conflict, or of bad arguments. */
    private static AzureReply.Problem problem(JsonNode error) {
        var code = text(error, "code");
        if (code == null) {
            return null;
        }
        return new AzureReply.Problem(code, text(error, "message"), targets(error),
                booked(error.path("additionalInfo").path("acceptedMessage")));
    }

    private static Set<String> targets(JsonNode error) {
        var targets = new HashSet<String>();
        addTarget(error, targets);
        error.path("details").forEach(detail -> addTarget(detail, targets));
        return targets;
    }

    private static void addTarget(JsonNode error, Set<String> targets) {
        var target = text(error, "target");
        if (target != null) {
            targets.add(target);
        }
    }

    private static AzureReply.Booked booked(JsonNode accepted) {
        return accepted.isObject()
                ? new AzureReply.Booked(keyOf(accepted), text(accepted, "usageEventId"),
                        number(accepted.path("quantity")))
                : null;
    }

    private static EventKey keyOf(JsonNode event) {
        return EventKey.of(text(event, "resourceId"), text(event, "dimension"),
                EventTime.parse(text(event, "effectiveStartTime")));
    }

    /** A number of ordinary size, or null: a huge exponent would be expanded digit by digit. */
    static BigDecimal number(JsonNode node) {
        if (!node.isNumber()) {
            return null;
        }
        var number = node.decimalValue();
        return number.precision() > 30 || Math.abs((long) number.scale()) > 30 ? null : number;
    }

    /** A text a database can keep, or null. */
    static String text(JsonNode parent, String name) {
        var node = parent.path(name);
        return node.isTextual() ? node.textValue().replace('\0', '\ufffd') : null;
    }
}
