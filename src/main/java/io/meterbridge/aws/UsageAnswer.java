package io.meterbridge.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meterbridge.marketplace.aws.AwsReply;
import io.meterbridge.marketplace.aws.UsageKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Reads what BatchMeterUsage answers. Whatever is not plainly what AWS says is left out or
 * unreadable; it then proves nothing about any record.
 */
final class UsageAnswer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private UsageAnswer() {
    }

    static AwsReply read(int status, byte[] body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException notJson) {
            return new AwsReply.Unreadable();
        }
        if (!answer.isObject()) {
            return new AwsReply.Unreadable();
        }
        return status >= 200 && status < 300 ? metered(answer) : refused(answer);
    }

    private static AwsReply refused(JsonNode answer) {
        var type = text(answer, "__type");
        if (type == null) {
            return new AwsReply.Unreadable();
        }
        var message = text(answer, "message");
        return new AwsReply.Refused(
                type.substring(type.indexOf('#') + 1),
                message == null ? text(answer, "Message") : message);
    }

    private static AwsReply metered(JsonNode answer) {
        var results = answer.path("Results");
        var unprocessed = answer.path("UnprocessedRecords");
        if (!isListOrAbsent(results) || !isListOrAbsent(unprocessed)
                || !results.isArray() && !unprocessed.isArray()) {
            return new AwsReply.Unreadable();
        }
        var read = new ArrayList<AwsReply.Result>();
        for (var result : results) {
            var usage = result.path("UsageRecord");
            var key = keyOf(usage);
            var status = text(result, "Status");
            if (key != null && status != null) {
                read.add(new AwsReply.Result(key, status, text(result, "MeteringRecordId"),
                        wholeNumber(usage.path("Quantity")), result.toString()));
            }
        }
        var left = new ArrayList<AwsReply.Unprocessed>();
        for (var usage : unprocessed) {
            var key = keyOf(usage);
            if (key != null) {
                left.add(new AwsReply.Unprocessed(key, usage.toString()));
            }
        }
        return new AwsReply.Metered(read, left);
    }

    private static boolean isListOrAbsent(JsonNode node) {
        return node.isArray() || node.isNull() || node.isMissingNode();
    }

    private static UsageKey keyOf(JsonNode usage) {
        return UsageKey.of(
                text(usage, "LicenseArn"),
                text(usage, "CustomerIdentifier"),
                text(usage, "CustomerAWSAccountId"),
                text(usage, "Dimension"),
                instant(usage.path("Timestamp")));
    }

    /** Epoch seconds, with or without decimals: SDKs write both. */
    private static Instant instant(JsonNode node) {
        var seconds = wholeNumber(node);
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException tooFarAway) {
            return null;
        }
    }

    private static Long wholeNumber(JsonNode node) {
        if (!node.isNumber()) {
            return null;
        }
        var number = node.decimalValue();
        // a huge exponent would be expanded digit by digit
        if (number.precision() > 30 || Math.abs((long) number.scale()) > 30) {
            return null;
        }
        return isLong(number) ? Long.valueOf(number.longValueExact()) : null;
    }

    private static boolean isLong(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() < Long.SIZE;
    }

    /** A text a database can keep, or null. */
    private static String text(JsonNode parent, String name) {
        var node = parent.path(name);
        return node.isTextual() ? node.textValue().replace('\0', '\ufffd') : null;
    }
}
