package io.meterbridge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.contract.ContractNotice;
import io.meterbridge.inbox.Notification;
import io.meterbridge.lifecycle.AzureEvents;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.LifeEvent;
import io.meterbridge.lifecycle.LifeEvent.Standing;
import io.meterbridge.lifecycle.Step;
import io.meterbridge.lifecycle.Truth;
import io.meterbridge.marketplace.ForSeller;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What Azure is asked about one subscription, call by call: the operation that an action belongs to, which is
 * acknowledged when it waits for that, the subscription, and the prices of its plans. It belongs to one exchange and
 * is used by one thread.
 */
public final class SubscriptionReading implements ForSeller {

    private static final String SUBSCRIPTIONS = "/api/saas/subscriptions/";
    private static final Set<String> ACKNOWLEDGED = Set.of("ChangePlan", "ChangeQuantity");

    /** So often an answer that still shows the old plan is taken for an old answer. */
    private static final int LAG_TRIES = 6;

    private final Notification notification;
    private final JsonNode payload;
    private final Map<String, String> names = new HashMap<>();
    private LifeEvent event;
    private Truth truth = new Truth.Unreadable("it was not asked");
    private JsonNode subscription;
    private AzureCall next;
    private BiConsumer<Integer, JsonNode> then;

    SubscriptionReading(Notification notification, JsonNode payload) {
        this.notification = notification;
        this.payload = payload;
        var action = notification.type() == null ? "" : notification.type();
        var said = AzureEvents.action(notification.messageKey(), action, notification.occurredAt());
        event = notification.transport().equals("webhook") ? said : said.untrusted();
        if (isAsked()) {
            begin(action);
        }
    }

    @Override
    public UUID sellerId() {
        return notification.sellerId();
    }

    /** The subscription's id. */
    public String identity() {
        return notification.contractKey();
    }

    /** Whether Azure has to be asked at all. */
    public boolean isAsked() {
        return event.step() != Step.NOTED;
    }

    /** Whether another call has to be made. */
    public boolean goesOn() {
        return next != null;
    }

    AzureCall call() {
        return next;
    }

    /** Takes in an answer and finds out what to ask next. */
    void take(int status, JsonNode answer) {
        var what = then;
        next = null;
        what.accept(status, answer);
    }

    /** Nothing came of asking: whatever needs an answer waits. */
    void fail(String why) {
        truth = new Truth.Unreadable(why);
        next = null;
    }

    /** What came of it. */
    public ContractNotice notice() {
        return new ContractNotice(notification, identity(), Life.Birth.ANY_EVENT, event, truth,
                Map.copyOf(names), null, null);
    }

    private void begin(String action) {
        var operation = payload.path("id").asText("");
        if (ACKNOWLEDGED.contains(action) && !operation.isBlank()) {
            ask(AzureCall.get(operation(operation)), this::takeOperation);
        } else {
            askSubscription();
        }
    }

    /** Microsoft takes silence for consent after ten seconds; saying so lets the change hold at once. */
    private void takeOperation(int status, JsonNode answer) {
        if (status == 404 || status == 400) {
            // nobody but us may have invented it: the subscription itself has to show the change
            askSubscription();
        } else if (status != 200 || answer == null) {
            fail("Azure answered " + status + " about the operation");
        } else if (isWaiting(answer)) {
            ask(new AzureCall("PATCH", operation(payload.path("id").asText()), "{\"status\":\"Success\"}"),
                    this::takeAcknowledgement);
        } else {
            event = event.standing(AzureEvents.standing(answer.path("status").asText()));
            askSubscription();
        }
    }

    private static boolean isWaiting(JsonNode operation) {
        return AzureEvents.standing(operation.path("status").asText()) == Standing.PENDING;
    }

    /** 409: a newer change was made already, so this one is settled or gone; the subscription says which. */
    private void takeAcknowledgement(int status, JsonNode answer) {
        if (status == 200 || status == 202 || status == 204 || status == 409) {
            askSubscription();
        } else {
            fail("Azure answered the acknowledgement with " + status);
        }
    }

    private void askSubscription() {
        ask(AzureCall.get(SUBSCRIPTIONS + identity()), this::takeSubscription);
    }

    private void takeSubscription(int status, JsonNode answer) {
        if (status == 404 || status == 400) {
            truth = new Truth.Gone();
        } else if (status != 200 || answer == null || AzureEvents.status(state(answer)) == null) {
            fail("Azure answered " + status + " about the subscription");
        } else {
            subscription = answer;
            ask(AzureCall.get(SUBSCRIPTIONS + identity() + "/listAvailablePlans"), this::takePlans);
        }
    }

    /** Refused once a subscription is over: then what was told before is what counts. */
    private void takePlans(int status, JsonNode answer) {
        if (status != 200 && status != 403 && status != 404) {
            fail("Azure answered " + status + " about the plans");
            return;
        }
        var prices = new PlanPrices(answer == null ? payload.path("plans") : answer);
        var startAt = first(instant(subscription.at("/created")), instant(subscription.at("/term/startDate")),
                notification.occurredAt());
        truth = new Truth.Known(AzureEvents.status(state(subscription)), null,
                prices.of(plan(subscription), quantity(subscription)), startAt,
                instant(subscription.at("/term/endDate")), null);
        name("subscription_id", identity());
        name("offer_id", subscription.path("offerId").asText(null));
        name("plan_id", plan(subscription));
        name("tenant_id", subscription.at("/beneficiary/tenantId").asText(
                subscription.at("/purchaser/tenantId").asText(null)));
        name("buyer_name", subscription.path("name").asText(null));
        if (event.step() == Step.CHANGED) {
            change(prices);
        }
    }

    /** The event names the new plan or quantity, and carries the subscription as it was. */
    private void change(PlanPrices prices) {
        var before = payload.path("subscription");
        var oldPlan = before.isObject() ? plan(before) : null;
        var newPlan = payload.path("planId").asText(plan(subscription));
        var newQuantity = payload.has("quantity") ? quantity(payload) : quantity(subscription);
        event = event.between(oldPlan == null ? null : prices.of(oldPlan, quantity(before)),
                prices.of(newPlan, newQuantity));
        boolean showsTheOldPlan = oldPlan != null && !oldPlan.equals(newPlan) && oldPlan.equals(plan(subscription));
        if (showsTheOldPlan && event.standing() != Standing.REFUSED && notification.attempts() < LAG_TRIES) {
            event = event.standing(Standing.PENDING);
        }
    }

    private String operation(String id) {
        return SUBSCRIPTIONS + identity() + "/operations/" + id;
    }

    private void ask(AzureCall call, BiConsumer<Integer, JsonNode> what) {
        next = call;
        then = what;
    }

    private void name(String name, String value) {
        if (value != null && !value.isBlank()) {
            names.put(name, value);
        }
    }

    private static String state(JsonNode answer) {
        return answer.path("saasSubscriptionStatus").asText("");
    }

    private static String plan(JsonNode json) {
        return json.path("planId").asText(null);
    }

    /** A number, a text, an empty text or nothing, depending on who wrote it. */
    private static BigDecimal quantity(JsonNode json) {
        var text = json.path("quantity").asText("");
        return text.matches("[0-9]{1,9}") ? new BigDecimal(text) : null;
    }

    private static Instant first(Instant... candidates) {
        for (var each : candidates) {
            if (each != null) {
                return each;
            }
        }
        throw new IllegalStateException("a notification has an instant");
    }

    private static Instant instant(JsonNode text) {
        try {
            return text.isTextual() ? OffsetDateTime.parse(text.textValue()).toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
