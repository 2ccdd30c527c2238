package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meterbridge.marketplace.gcp.GcpCheckReply;
import io.meterbridge.marketplace.gcp.GcpReportReply;
import java.io.IOException;
import java.util.ArrayList;

/**
 * Reads what Service Control answers. Whatever is not plainly what Google says is unreadable; it
 * then proves nothing about any record.
 */
final class GoogleAnswer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GoogleAnswer() {
    }

    static GcpReportReply report(int status, byte[] body) {
        var answer = objectIn(body);
        if (answer == null) {
            return new GcpReportReply.Unreadable();
        }
        if (status != 200) {
            var name = errorName(answer);
            return name == null ? new GcpReportReply.Unreadable()
                    : new GcpReportReply.Refused(name, text(answer.path("error"), "message"));
        }
        var errors = answer.path("reportErrors");
        if (answer.has("error") || !isListOrAbsent(errors)) {
            return new GcpReportReply.Unreadable();
        }
        var failures = new ArrayList<GcpReportReply.Failure>();
        for (var error : errors) {
            failures.add(new GcpReportReply.Failure(text(error, "operationId"),
                    number(error.path("status").path("code")), error.toString()));
        }
        return new GcpReportReply.Reported(failures);
    }

    static GcpCheckReply check(int status, byte[] body) {
        var answer = objectIn(body);
        if (answer == null) {
            return new GcpCheckReply.Unreadable();
        }
        if (status != 200) {
            var name = errorName(answer);
            return name == null ? new GcpCheckReply.Unreadable()
                    : new GcpCheckReply.Refused(name, text(answer.path("error"), "message"));
        }
        var errors = answer.path("checkErrors");
        if (answer.has("error") || !isListOrAbsent(errors)) {
            return new GcpCheckReply.Unreadable();
        }
        var problems = new ArrayList<GcpCheckReply.Problem>();
        for (var error : errors) {
            problems.add(new GcpCheckReply.Problem(codeOf(error.path("code")), error.toString()));
        }
        return new GcpCheckReply.Checked(problems);
    }

    private static JsonNode objectIn(byte[] body) {
        try {
            var answer = body == null ? null : JSON.readTree(body);
            return answer != null && answer.isObject() ? answer : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static String errorName(JsonNode answer) {
        return text(answer.path("error"), "status");
    }

    /** Enums travel by name; a number is one that the sender's own version did not know. */
    private static String codeOf(JsonNode code) {
        if (code.isIntegralNumber()) {
            return code.asText();
        }
        return code.isTextual() && code.textValue().matches("[A-Za-z0-9_]{1,100}")
                ? code.textValue() : "ERROR_CODE_UNSPECIFIED";
    }

    private static boolean isListOrAbsent(JsonNode node) {
        return node.isArray() || node.isNull() || node.isMissingNode();
    }

    private static Integer number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt()
                ? Integer.valueOf(node.intValue()) : null;
    }

    /** A text a database can keep, or null. */
    private static String text(JsonNode parent, String name) {
        var node = parent.path(name);
        return node.isTextual() ? node.textValue().replace('\0', '\ufffd') : null;
    }
}
