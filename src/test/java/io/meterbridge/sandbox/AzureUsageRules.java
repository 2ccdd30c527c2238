package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Which events the simulated Azure takes from an application at an instant. */
final class AzureUsageRules {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final String REQUEST = "usageEventRequest";

    private final Map<String, AzureSubscription> subscriptions;
    private final String clientId;
    private final Instant now;

    AzureUsageRules(Map<String, AzureSubscription> subscriptions, String clientId, Instant now) {
        this.subscriptions = subscriptions;
        this.clientId = clientId;
        this.now = now;
    }

    /** Why an event is not taken. */
    record Refusal(String status, ObjectNode error) {
    }

    /** Null when the event may be booked. */
    Refusal check(AzureEvent event) {
        var malformed = event.malformedField();
        if (malformed != null) {
            return bad("BadArgument", malformed, "The " + malformed + " is required.");
        }
        if (event.quantity().signum() <= 0) {
            return bad("InvalidQuantity", "quantity", "The quantity must be greater than 0.");
        }
        var subscription = subscriptions.get(event.resourceId());
        if (subscription == null) {
            return bad("ResourceNotFound", "resourceId",
                    "This resource cannot be found or this resource is not active.");
        }
        if (!subscription.mayBeMeteredBy(clientId)) {
            return new Refusal("ResourceNotAuthorized", AzureJson.error("Forbidden",
                    "Client is not authorized for this usage resource."));
        }
        if (!subscription.takesUsageOf(event.start())) {
            return new Refusal("ResourceNotActive",
                    AzureJson.error("BadArgument", "The subscription is not active."));
        }
        return checkPlanAndTime(subscription, event);
    }

    private Refusal checkPlanAndTime(AzureSubscription subscription, AzureEvent event) {
        if (!subscription.hasPlan(event.planId())) {
            return bad("BadArgument", "planId", "The payload planId is invalid.");
        }
        if (subscription.price(event.planId(), event.dimension()) == null) {
            return bad("InvalidDimension", "dimension", "The payload dimension is invalid.");
        }
        if (event.start().isAfter(now) || event.start().isBefore(now.minus(WINDOW))) {
            return bad("Expired", "effectiveStartTime",
                    "The effectiveStartTime has expired or is in future.");
        }
        return null;
    }

    private static Refusal bad(String status, String field, String message) {
        return new Refusal(status, AzureJson.badArgument(REQUEST, field, message));
    }
}
