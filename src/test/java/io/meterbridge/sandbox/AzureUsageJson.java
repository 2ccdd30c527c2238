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
        var json = AzureJson.object()
                .put("id", subscription.id())
                .put("offerId", subscription.offerId())
                .put("planId", subscription.planId())
                .put("quantity", "")
                .put("saasSubscriptionStatus", subscription.status());
        json.putObject("beneficiary").put("tenantId", subscription.buyerTenant());
        if (subscription.created() != null) {
            json.put("created", subscription.created().toString());
            json.putObject("term").put("startDate", subscription.created().toString())
                    .put("endDate", subscription.termEnd().toString()).put("termUnit", "P1Y");
        }
        return json;
    }

    /** An operation that waits for an acknowledgement, or did. */
    static ObjectNode operation(AzureSubscription subscription, String id, String[] operation) {
        return AzureJson.object().put("id", id).put("subscriptionId", subscription.id())
                .put("offerId", subscription.offerId()).put("planId", operation[1]).put("action", "ChangePlan")
                .put("status", operation[0]);
    }

    /** The plans that a subscription could have, with the prices of their dimensions. */
    static ObjectNode plans(AzureSubscription subscription) {
        var json = AzureJson.object();
        var plans = json.putArray("plans");
        subscription.plans().forEach((id, prices) -> {
            var components = plans.addObject().put("planId", id).put("displayName", id).putObject("planComponents");
            components.putArray("recurrentBillingTerms").addObject().put("currency", "USD").put("price", 0)
                    .put("termUnit", "P1M").putArray("meteredQuantityIncluded");
            var dimensions = components.putArray("meteringDimensions");
            prices.forEach((dimension, price) -> dimensions.addObject().put("id", dimension)
                    .put("currency", "USD").put("pricePerUnit", price).put("unitOfMeasure", "unit"));
        });
        return json;
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
