package io.meterbridge.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.azure.AzureIdentity;

/** The body of batchUsageEvent. The same batch gives the same bytes, today and on every resend. */
final class EventRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventRequest() {
    }

    static byte[] bodyOf(Batch batch) throws JsonProcessingException {
        var body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("request");
        batch.records().forEach(item -> items.add(itemOf(item)));
        return JSON.writeValueAsBytes(body);
    }

    /** One record as it is sent; its time is the start of its hour, on every resend. */
    static ObjectNode itemOf(RecordToSend item) {
        return JsonNodeFactory.instance.objectNode()
                .put(AzureIdentity.RESOURCE, item.identity().get(AzureIdentity.RESOURCE))
                .put("quantity", item.quantity())
                .put("dimension", item.dimension())
                .put("effectiveStartTime", item.hour().toString())
                .put("planId", item.plan());
    }
}
