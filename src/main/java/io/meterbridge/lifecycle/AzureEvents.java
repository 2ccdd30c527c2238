package io.meterbridge.lifecycle;

import java.time.Instant;

/** Azure Marketplace's words: the webhook's action, and the subscription's {@code saasSubscriptionStatus}. */
public final class AzureEvents {

    /** What a poll says of itself. */
    public static final String POLL = "MeterbridgePoll";

    private AzureEvents() {
    }

    /** What an action says. Unknown ones are worth reading and change nothing. */
    public static LifeEvent action(String key, String action, Instant at) {
        return switch (action) {
            case "Subscribe", "Activate" -> LifeEvent.of(key, Step.BEGAN, at);
            case "ChangePlan", "ChangeQuantity" -> LifeEvent.of(key, Step.CHANGED, at);
            case "Renew" -> LifeEvent.of(key, Step.RENEWED, at);
            case POLL -> LifeEvent.of(key, Step.OBSERVED, at);
            case "Suspend", "Reinstate" -> LifeEvent.of(key, Step.MOVED, at);
            case "Unsubscribe" -> LifeEvent.of(key, Step.ENDED, at).because(Ending.CANCELLED);
            default -> LifeEvent.of(key, Step.NOTED, at);
        };
    }

    /** How far an operation is that waits for an acknowledgement. */
    public static LifeEvent.Standing standing(String operationStatus) {
        return switch (operationStatus) {
            case "Succeeded" -> LifeEvent.Standing.SETTLED;
            case "Failed", "Conflict" -> LifeEvent.Standing.REFUSED;
            default -> LifeEvent.Standing.PENDING;
        };
    }

    /** The subscription's status; null when it is one that nobody has documented. */
    public static ContractStatus status(String saasSubscriptionStatus) {
        return switch (saasSubscriptionStatus) {
            case "NotStarted", "PendingFulfillmentStart" -> ContractStatus.PENDING;
            case "Subscribed" -> ContractStatus.ACTIVE;
            case "Suspended" -> ContractStatus.SUSPENDED;
            case "Unsubscribed" -> ContractStatus.CANCELLED;
            default -> null;
        };
    }
}
