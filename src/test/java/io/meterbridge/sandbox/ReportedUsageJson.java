package io.meterbridge.sandbox;

import java.util.List;

/** Writes reported usage for people, at {@code GET /_sandbox/accepted}. */
final class ReportedUsageJson {

    private ReportedUsageJson() {
    }

    static SandboxAnswer of(List<ReportedUsage> booked) {
        return SandboxAnswer.json(200, OrbJson.bytes(json -> {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (var usage : booked) {
                json.writeStartObject();
                json.writeStringField("operation_id", usage.operationId());
                json.writeStringField("service", usage.serviceName());
                json.writeStringField("consumer", usage.consumer());
                json.writeStringField("metric", usage.metric());
                json.writeStringField("start", usage.start().toString());
                json.writeStringField("end", usage.end().toString());
                json.writeStringField("quantity", usage.quantity().toPlainString());
                json.writeStringField("month", usage.month().toString());
                json.writeStringField("accepted_at", usage.acceptedAt().toString());
                json.writeNumberField("times_received", usage.timesReceived());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }
}
