package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.gcp.GcpOperation;
import java.math.BigDecimal;

/**
 * The bodies of check and report. The same record gives the same bytes, today and on every resend.
 */
final class OperationJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "orb-usage";

    private OperationJson() {
    }

    static byte[] checkOf(RecordToSend item) throws JsonProcessingException {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("operation", frameOf(GcpOperation.of(item)));
        return JSON.writeValueAsBytes(body);
    }

    static byte[] reportOf(Batch batch) throws JsonProcessingException {
        var body = JsonNodeFactory.instance.objectNode();
        var operations = body.putArray("operations");
        batch.records().forEach(item -> operations.add(itemOf(item)));
        return JSON.writeValueAsBytes(body);
    }

    /** One operation as it is reported. */
    static ObjectNode itemOf(RecordToSend item) {
        var operation = GcpOperation.of(item);
        var node = frameOf(operation);
        var value = node.putArray("metricValueSets").addObject()
                .put("metricName", operation.metric())
                .putArray("metricValues").addObject();
        if (operation.asDouble()) {
            value.put("doubleValue", BigDecimal.valueOf(operation.quantity()));
        } else {
            // JSON numbers do not hold 64 bits everywhere, so Google takes these as text
            value.put("int64Value", Long.toString(operation.quantity()));
        }
        return node;
    }

    private static ObjectNode frameOf(GcpOperation operation) {
        return JsonNodeFactory.instance.objectNode()
                .put("operationId", operation.id())
                .put("operationName", NAME)
                .put("consumerId", operation.consumer())
                .put("startTime", operation.start().toString())
                .put("endTime", operation.end().toString());
    }
}
