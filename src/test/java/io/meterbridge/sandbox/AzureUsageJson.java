package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Usage events and subscriptions as the simulated Azure writes them. */
final class AzureUsageJson {

    private AzureUsageJson() {
    }

    /** An event as it was sent, with what became of it. */
    static ObjectNode echo(JsonNode event, String status, String messageTime) {
        var echo = AzureJson.object().put("status", status).put("messageTime", messageTime);
        for (var name : List.of("resourceId", "quantity", "dimension", "effectiveStartTime", "planId")) {
            if (event.has(name)) {
                echo.set(name, event.get(name));
            }
        }
        return echo;
    }

    /** The error of a duplicate; what is booked has the status of the duplicate, not its own. */
    static ObjectNode conflict(AcceptedAzureUsage booked, boolean showsWhatIsBooked) {
        var error = AzureJson.error("Conflict", "This usage event already exist.");
        if (showsWhatIsBooked) {
            error.putObject("additionalInfo").putObject("acceptedMessage")
                    .put("usageEventId", booked.eventId())
                    .put("status", "Duplicate")
                    .put("messageTime", booked.acceptedAt().toString())
                    .put("resourceId", booked.key().resourceId())
                    .put("quantity", booked.quantity())
                    .put("dimension", booked.key().dimension())
                    .put("effectiveStartTime", booked.start().toString())
                    .put("planId", booked.planId());
        }
        return error;
    }

    static ObjectNode subscription(AzureSubscription subscription) {
        return AzureJson.object()
                .put("id", subscription.id())
                .put("offerId", subscription.offerId())
                .put("planId", subscription.planId())
                .put("saasSubscriptionStatus", subscription.status());
    }

    /** All subscriptions; when there are none the body is empty. */
    static SandboxAnswer list(List<AzureSubscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            return SandboxAnswer.text(200, Map.of(), "");
        }
        var answer = AzureJson.object();
        var list = answer.putArray("subscriptions");
        subscriptions.forEach(one -> list.add(subscription(one)));
        return AzureJson.answer(200, answer);
    }

    /** Everything in the slots, for people. */
    static SandboxAnswer accepted(List<AcceptedAzureUsage> accepted) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var usage : accepted) {
            list.addObject()
                    .put("resource_id", usage.key().resourceId())
                    .put("dimension", usage.key().dimension())
                    .put("hour", usage.key().hour().toString())
                    .put("plan", usage.planId())
                    .put("quantity", usage.quantity())
                    .put("event_id", usage.eventId())
                    .put("accepted_at", usage.acceptedAt().toString())
                    .put("times_received", usage.timesReceived())
                    .put("foreign", usage.foreign());
        }
        return AzureJson.answer(200, list);
    }
}
