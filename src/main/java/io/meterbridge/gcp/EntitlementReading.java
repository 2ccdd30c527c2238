package io.meterbridge.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.contract.ContractNotice;
import io.meterbridge.inbox.Notification;
import io.meterbridge.lifecycle.ContractStatus;
import io.meterbridge.lifecycle.GcpEvents;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.LifeEvent;
import io.meterbridge.lifecycle.Step;
import io.meterbridge.lifecycle.Terms;
import io.meterbridge.lifecycle.Truth;
import io.meterbridge.marketplace.ForSeller;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What Google Cloud Marketplace is asked about one entitlement, and whether it waits for the seller's approval. It
 * belongs to one exchange and is used by one thread.
 */
public final class EntitlementReading implements ForSeller {

    private final Notification notification;
    private final LifeEvent event;
    private final Map<String, String> names = new HashMap<>();
    private Truth truth = new Truth.Unreadable("it was not asked");
    private JsonNode entitlement;

    EntitlementReading(Notification notification, JsonNode payload) {
        this.notification = notification;
        boolean isAboutOne = payload.path("entitlement").isObject() && notification.type() != null;
        var updated = instant(payload.at("/entitlement/updateTime"));
        event = isAboutOne
                ? GcpEvents.notification(notification.messageKey(), notification.type(),
                        notification.occurredAt(), updated)
                : LifeEvent.of(notification.messageKey(), Step.NOTED, notification.occurredAt());
    }

    @Override
    public UUID sellerId() {
        return notification.sellerId();
    }

    /** The entitlement's id, without the path that Google puts before it. */
    public String identity() {
        return notification.contractKey();
    }

    /** Whether Google has to be asked: about accounts, and when nothing changes, it has not. */
    public boolean isAsked() {
        return event.step() != Step.NOTED;
    }

    /** Takes in the answer. */
    void take(int status, JsonNode answer) {
        if (status == 404) {
            truth = new Truth.Gone();
        } else if (status == 200 && answer != null && answer.path("state").isTextual()) {
            read(answer);
        } else {
            fail("Google answered " + status);
        }
    }

    /** Nothing came of asking: whatever needs an answer waits. */
    void fail(String why) {
        truth = new Truth.Unreadable(why);
        entitlement = null;
    }

    /** The call that approves what Google says waits for the provider, or null when nothing does. */
    String approval() {
        if (entitlement == null) {
            return null;
        }
        return switch (entitlement.path("state").asText()) {
            case "ENTITLEMENT_ACTIVATION_REQUESTED" -> ":approve";
            case "ENTITLEMENT_PENDING_PLAN_CHANGE_APPROVAL" -> ":approvePlanChange";
            default -> null;
        };
    }

    /** The plan that is asked for. */
    String pendingPlan() {
        return entitlement.path("newPendingPlan").asText("");
    }

    /** What came of it. */
    public ContractNotice notice() {
        return new ContractNotice(notification, identity(), Life.Birth.ANY_EVENT, event, truth,
                Map.copyOf(names), null, null);
    }

    private void read(JsonNode answer) {
        var status = GcpEvents.status(answer.path("state").asText());
        var startAt = instant(answer.path("createTime"));
        if (status == null || startAt == null) {
            fail("Google answered with an entitlement that cannot be read: " + answer.path("state").asText());
            return;
        }
        entitlement = answer;
        name("entitlement_id", identity());
        name("usage_reporting_id", answer.path("usageReportingId").asText(null));
        name("plan", answer.path("plan").asText(null));
        name("product", answer.path("productExternalName").asText(null));
        name("account_id", last(answer.path("account").asText(null)));
        var updatedAt = instant(answer.path("updateTime"));
        truth = new Truth.Known(status, null, Terms.ofUsage(answer.path("plan").asText(null), null, Map.of()),
                startAt, endAt(answer, status, updatedAt), updatedAt);
    }

    /** Of a usage plan whose offer is over the offer's end stays in the past while it goes on at the list price. */
    private static Instant endAt(JsonNode answer, ContractStatus status, Instant updatedAt) {
        var end = instant(answer.path("offerEndTime"));
        boolean isPast = end != null && updatedAt != null && !end.isAfter(updatedAt);
        return isPast && status != ContractStatus.CANCELLED ? null : end;
    }

    private void name(String name, String value) {
        if (value != null && !value.isBlank()) {
            names.put(name, value);
        }
    }

    private static String last(String path) {
        return path == null ? null : path.substring(path.lastIndexOf('/') + 1);
    }

    private static Instant instant(JsonNode text) {
        try {
            return text.isTextual() && !text.textValue().isBlank()
                    ? OffsetDateTime.parse(text.textValue()).toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
