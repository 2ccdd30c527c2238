package io.meterbridge.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * AWS Marketplace's words. EventBridge tells agreements and licences apart and names both in License Updated
 * alone; an agreement that is renewed or replaced ends, and another one begins.
 */
public final class AwsEvents {

    private static final Set<String> ROLES = Set.of(" - Proposer", " - Manufacturer");

    /** What a poll says of itself. */
    public static final String POLL = "Meterbridge Poll";

    private AwsEvents() {
    }

    /**
     * An EventBridge event.
     *
     * @param detailType with or without the role it was sent to
     * @param intent     of an agreement event, or null
     * @param status     of the agreement, or null
     * @param previous   the agreement that it follows, or null
     */
    public static LifeEvent agreement(String key, String detailType, Instant at, String intent, String status,
            String previous) {
        return switch (plain(detailType)) {
            case "Purchase Agreement Created" -> began(LifeEvent.of(key, Step.BEGAN, at), intent, previous);
            case "Purchase Agreement Amended" -> LifeEvent.of(key, Step.CHANGED, at);
            case "Purchase Agreement Ended" -> LifeEvent.of(key, Step.ENDED, at).because(ending(status));
            case POLL -> LifeEvent.of(key, Step.OBSERVED, at);
            case "License Updated" -> LifeEvent.of(key, Step.IDENTIFIED, at);
            case "License Deprovisioned" -> LifeEvent.of(key, Step.CLOSED, at);
            default -> LifeEvent.of(key, Step.NOTED, at);
        };
    }

    /**
     * A message of the older SNS topics, about a customer of a product.
     *
     * @param offer the offer, or null when the message names none
     */
    public static LifeEvent subscription(String key, String action, Instant at, String offer) {
        return switch (action) {
            case "subscribe-success" -> LifeEvent.of(key, Step.SUBSCRIBED, at).offering(offer);
            case "entitlement-updated" -> LifeEvent.of(key, Step.OBSERVED, at);
            case "unsubscribe-pending", "unsubscribe-success" ->
                    LifeEvent.of(key, Step.ENDED, at).because(Ending.CANCELLED);
            default -> LifeEvent.of(key, Step.NOTED, at);
        };
    }

    /** License Updated with what it names. */
    public static LifeEvent licence(String key, Instant at, String productCode, String licenceArn) {
        return LifeEvent.of(key, Step.IDENTIFIED, at)
                .naming(Map.of("product_code", productCode, "license_arn", licenceArn));
    }

    /** The status of an agreement that is over, as a reason; null for one that goes on. */
    public static Ending ending(String status) {
        if (status == null) {
            return Ending.CANCELLED;
        }
        return switch (status) {
            case "ACTIVE" -> null;
            case "EXPIRED" -> Ending.EXPIRED;
            case "TERMINATED" -> Ending.TERMINATED;
            case "RENEWED" -> Ending.RENEWED;
            case "REPLACED", "SUPERSEDED" -> Ending.REPLACED;
            default -> Ending.CANCELLED;
        };
    }

    /** The event's type without the role of the seller that it was sent to. */
    static String plain(String detailType) {
        return ROLES.stream().filter(detailType::endsWith).findFirst()
                .map(role -> detailType.substring(0, detailType.length() - role.length()))
                .orElse(detailType);
    }

    private static LifeEvent began(LifeEvent event, String intent, String previous) {
        if ("RENEW".equals(intent) || "REPLACE".equals(intent)) {
            return event.following(new Succession("RENEW".equals(intent), previous));
        }
        return event;
    }
}
