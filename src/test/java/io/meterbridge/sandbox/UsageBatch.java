package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The body of a BatchMeterUsage call, checked against the shapes of the service model.
 *
 * @param productCode null when the call names none
 */
record UsageBatch(String productCode, List<Item> records) {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_RECORDS = 25;
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{1,255}");
    private static final Pattern LICENSE = Pattern.compile("arn:aws[a-zA-Z-]*:"
            + "[A-Za-z0-9][A-Za-z0-9_/.-]{0,62}:[A-Za-z0-9_/.-]{0,63}:[A-Za-z0-9_/.-]{0,63}:"
            + "[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}");

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * One usage record.
     *
     * @param json as sent, for the echo
     * @param accountId null when absent, as are customerIdentifier and licenseArn
     */
    record Item(
            JsonNode json,
            Instant timestamp,
            String dimension,
            int quantity,
            String accountId,
            String customerIdentifier,
            String licenseArn) {
    }

    /** Reads a body; {@link AwsRefusal} when it breaks the model. */
    static UsageBatch parse(byte[] body) {
        if (body.length >= MOST_BYTES) {
            throw AwsRefusal.tooLarge();
        }
        var json = read(body);
        var list = json.get("UsageRecords");
        if (list == null || !list.isArray()) {
            throw invalid("usageRecords must not be null");
        }
        if (list.size() > MOST_RECORDS) {
            throw invalid("usageRecords must have length less than or equal to 25");
        }
        var records = new ArrayList<Item>();
        list.forEach(record -> records.add(item(record)));
        return new UsageBatch(text(json, "ProductCode"), records);
    }

    private static JsonNode read(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException notJson) {
            throw AwsRefusal.of("SerializationException", "The body is not JSON.");
        }
        throw AwsRefusal.of("SerializationException", "The body is not a JSON object.");
    }

    private static Item item(JsonNode json) {
        var dimension = text(json, "Dimension");
        if (dimension == null || dimension.isEmpty() || dimension.length() > 255) {
            throw invalid("dimension must have length between 1 and 255");
        }
        var accountId = text(json, "CustomerAWSAccountId");
        if (accountId != null && !ACCOUNT.matcher(accountId).matches()) {
            throw invalid("customerAWSAccountId must satisfy ^[0-9]+$");
        }
        var license = text(json, "LicenseArn");
        if (license != null && !LICENSE.matcher(license).matches()) {
            throw invalid("licenseArn is no ARN");
        }
        return new Item(json, timestamp(json.get("Timestamp")), dimension,
                quantity(json.get("Quantity")), accountId, text(json, "CustomerIdentifier"),
                license);
    }

    private static Instant timestamp(JsonNode json) {
        if (json == null || !json.isNumber()) {
            throw AwsRefusal.of("SerializationException", "Timestamp must be epoch seconds.");
        }
        var millis = json.decimalValue().movePointRight(3).toBigInteger();
        if (millis.bitLength() > 53) {
            throw invalid("timestamp is out of range");
        }
        return Instant.ofEpochMilli(millis.longValue());
    }

    static int quantity(JsonNode json) {
        if (json == null || json.isNull()) {
            return 0;
        }
        if (!json.isIntegralNumber()) {
            throw AwsRefusal.of("SerializationException", "A quantity must be an integer.");
        }
        if (!json.canConvertToInt() || json.intValue() < 0) {
            throw invalid("quantity must be between 0 and 2147483647");
        }
        return json.intValue();
    }

    private static String text(JsonNode json, String name) {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw AwsRefusal.of("SerializationException", name + " must be a string.");
        }
        return value.textValue();
    }

    private static AwsRefusal invalid(String constraint) {
        return AwsRefusal.of("ValidationException",
                "1 validation error detected: " + constraint);
    }
}
