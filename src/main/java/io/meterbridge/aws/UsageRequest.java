package io.meterbridge.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.aws.AwsIdentity;

/** The body of BatchMeterUsage. The same batch gives the same bytes, today and on every resend. */
final class UsageRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private UsageRequest() {
    }

    static byte[] bodyOf(Batch batch) throws JsonProcessingException {
        var body = JsonNodeFactory.instance.objectNode();
        var product = batch.records().get(0).identity().get(AwsIdentity.PRODUCT_CODE);
        if (product != null) {
            body.put(AwsIdentity.PRODUCT_CODE, product);
        }
        var items = body.putArray("UsageRecords");
        batch.records().forEach(item -> items.add(itemOf(item)));
        return JSON.writeValueAsBytes(body);
    }

    /** One record as it is sent. */
    static ObjectNode itemOf(RecordToSend item) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("Timestamp", item.hour().getEpochSecond());
        putIfKnown(node, AwsIdentity.CUSTOMER_IDENTIFIER, item);
        putIfKnown(node, AwsIdentity.CUSTOMER_ACCOUNT, item);
        node.put("Dimension", item.dimension());
        node.put("Quantity", item.quantity());
        putIfKnown(node, AwsIdentity.LICENSE_ARN, item);
        return node;
    }

    private static void putIfKnown(ObjectNode node, String field, RecordToSend item) {
        var value = item.identity().get(field);
        if (value != null) {
            node.put(field, value);
        }
    }
}
