package io.meterbridge.lifecycle;

import java.time.Instant;

/** Google Cloud Marketplace's words: a notification's {@code eventType}, and an entitlement's {@code state}. */
public final class GcpEvents {

    /** What a poll says of itself. */
    public static final String POLL = "METERBRIDGE_POLL";

    private GcpEvents() {
    }

    /**
     * What a notification says.
     *
     * @param updatedAt the entitlement's own mark when it was sent, or null
     */
    public static LifeEvent notification(String key, String eventType, Instant at, Instant updatedAt) {
        return switch (eventType) {
            case "ENTITLEMENT_CREATION_REQUESTED", "ENTITLEMENT_OFFER_ACCEPTED" ->
                    LifeEvent.of(key, Step.REQUESTED, at).shownFrom(updatedAt);
            case "ENTITLEMENT_ACTIVE" -> LifeEvent.of(key, Step.BEGAN, at).shownFrom(updatedAt);
            case "ENTITLEMENT_PLAN_CHANGED" -> LifeEvent.of(key, Step.CHANGED, at).shownFrom(updatedAt);
            // it goes on at the list price, or ends: what differs is found
            case "ENTITLEMENT_OFFER_ENDED" -> LifeEvent.of(key, Step.OBSERVED, at).shownFrom(updatedAt);
            case POLL -> LifeEvent.of(key, Step.OBSERVED, at);
            case "ENTITLEMENT_RENEWED" -> LifeEvent.of(key, Step.RENEWED, at).shownFrom(updatedAt);
            case "ENTITLEMENT_PLAN_CHANGE_REQUESTED", "ENTITLEMENT_PLAN_CHANGE_CANCELLED",
                    "ENTITLEMENT_PENDING_CANCELLATION", "ENTITLEMENT_CANCELLATION_REVERTED",
                    "ENTITLEMENT_CANCELLING", "ENTITLEMENT_SUSPENDED" ->
                    LifeEvent.of(key, Step.MOVED, at).shownFrom(updatedAt);
            case "ENTITLEMENT_CANCELLED" ->
                    LifeEvent.of(key, Step.ENDED, at).because(Ending.CANCELLED).shownFrom(updatedAt);
            // ENTITLEMENT_DELETED among them: it comes weeks after the end, when nothing is left to read
            default -> LifeEvent.of(key, Step.NOTED, at);
        };
    }

    /** The entitlement's state; null when it is one that nobody has documented. */
    public static ContractStatus status(String state) {
        return switch (state.startsWith("ENTITLEMENT_") ? state.substring("ENTITLEMENT_".length()) : state) {
            case "ACTIVATION_REQUESTED" -> ContractStatus.PENDING;
            case "ACTIVE", "PENDING_PLAN_CHANGE", "PENDING_PLAN_CHANGE_APPROVAL" -> ContractStatus.ACTIVE;
            case "PENDING_CANCELLATION" -> ContractStatus.ENDING;
            case "SUSPENDED" -> ContractStatus.SUSPENDED;
            case "CANCELLED" -> ContractStatus.CANCELLED;
            default -> null;
        };
    }
}
