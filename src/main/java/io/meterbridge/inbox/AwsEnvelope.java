package io.meterbridge.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Bodies of an SQS queue that AWS Marketplace writes to: a bare EventBridge event, an SNS envelope around a
 * legacy message or an event, or the legacy message alone when SNS delivers raw.
 */
final class AwsEnvelope {

    private AwsEnvelope() {
    }

    static Envelope open(JsonNode body) throws Unreadable {
        if (body.has("Type") && body.has("MessageId")) {
            return ofSns(body);
        }
        return inner(body);
    }

    private static Envelope ofSns(JsonNode envelope) throws Unreadable {
        var type = Json.text(envelope, "Type");
        if (!"Notification".equals(type)) {
            throw new Unreadable("SubscriptionConfirmation".equals(type)
                    ? "the SNS subscription waits for its confirmation"
                    : "an SNS message that is no notification");
        }
        var message = envelope.path("Message");
        var inner = inner(message.isTextual() ? Json.object(message.asText()) : message);
        // an event that went through SNS keeps its own key, so that both ways to the queue are one message
        var key = inner.key() != null ? inner.key() : Json.text(envelope, "MessageId");
        return new Envelope(key, inner.type(), inner.contractKey(), inner.occurredAt(), inner.payload())
                .at(Json.instant(Json.text(envelope, "Timestamp")));
    }

    private static Envelope inner(JsonNode message) throws Unreadable {
        if (message.has("detail-type")) {
            return ofEventBridge(message);
        }
        var action = Json.text(message, "action");
        if (action == null) {
            throw new Unreadable("neither an event nor a message of AWS Marketplace");
        }
        return new Envelope(null, action, customer(message), null, message.toString());
    }

    private static Envelope ofEventBridge(JsonNode event) {
        var type = withoutRole(Json.text(event, "detail-type"));
        var request = Json.text(event, "detail", "requestId");
        var key = request != null ? request + ":" + type : Json.text(event, "id");
        Instant time = Json.instant(Json.text(event, "time"));
        return new Envelope(key, type, Json.text(event, "detail", "agreement", "id"), time, event.toString());
    }

    /** A seller in two roles may hear of one change twice: "… - Proposer", "… - Manufacturer". */
    private static String withoutRole(String detailType) {
        return detailType == null ? null : detailType.replaceFirst(" - (Proposer|Manufacturer)$", "");
    }

    private static String customer(JsonNode message) {
        var customer = Json.text(message, "customer-identifier");
        return customer == null ? null : customer + "|" + Json.text(message, "product-code");
    }
}
