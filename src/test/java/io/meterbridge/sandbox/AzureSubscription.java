package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A buyer's SaaS subscription at the simulated Azure Marketplace. Thread-safe. */
public final class AzureSubscription {

    private final String id;
    private final String offerId;
    private final Map<String, Map<String, BigDecimal>> pricesByPlan = new ConcurrentHashMap<>();
    private volatile String planId;
    private volatile String clientId;
    private volatile String status = "Subscribed";
    private volatile Instant unsubscribedAt;
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private volatile String buyerTenant = "00000000-0000-0000-0000-00000000b001";
    private volatile boolean slow;
    private volatile Instant created;
    private volatile Instant termEnd;

    AzureSubscription(String id, String offerId, String planId) {
        this.id = id;
        this.offerId = offerId;
        this.planId = planId;
    }

    /** Prices a dimension in the plan that it has now; only priced dimensions can be metered. */
    public AzureSubscription dimension(String dimension, BigDecimal pricePerUnit) {
        return dimension(planId, dimension, pricePerUnit);
    }

    /** Prices a dimension in any plan of the offer. */
    public AzureSubscription dimension(String plan, String dimension, BigDecimal pricePerUnit) {
        pricesByPlan.computeIfAbsent(plan, any -> new ConcurrentHashMap<>())
                .put(dimension, pricePerUnit);
        return this;
    }

    /** Says which Entra application the offer names; only it can meter. Unset, every one can. */
    public AzureSubscription soldThrough(String applicationId) {
        clientId = applicationId;
        return this;
    }

    /** Who bought it and when, and until when the term runs. */
    public AzureSubscription bought(String tenant, Instant at, Instant termEndsAt) {
        buyerTenant = tenant;
        created = at;
        termEnd = termEndsAt;
        return this;
    }

    /** The term runs until then from now on. */
    public AzureSubscription termEndsAt(Instant instant) {
        termEnd = instant;
        return this;
    }

    /** The buyer asks for another plan: it holds once the operation is acknowledged. */
    public AzureSubscription asksForPlan(String operation, String plan) {
        operations.put(operation, "InProgress:" + plan);
        return this;
    }

    /** An operation failed on Microsoft's side. */
    public AzureSubscription failsOperation(String operation) {
        operations.put(operation, "Failed:" + planId);
        return this;
    }

    /** Moves the buyer to another plan. */
    public AzureSubscription changePlan(String newPlan) {
        planId = newPlan;
        return this;
    }

    /** The buyer does not pay: no usage is taken until {@link #reinstate()}. */
    public AzureSubscription suspend() {
        status = "Suspended";
        return this;
    }

    /** Takes usage again. */
    public AzureSubscription reinstate() {
        status = "Subscribed";
        return this;
    }

    /** Bought and not yet activated. */
    public AzureSubscription pending() {
        status = "PendingFulfillmentStart";
        return this;
    }

    /** Takes an activation at once, and is subscribed only when {@link #reinstate} says so. */
    public AzureSubscription activatesSlowly() {
        slow = true;
        return this;
    }

    boolean isSlow() {
        return slow;
    }

    /** Ends it for good; usage from before is still taken for a day. */
    public AzureSubscription unsubscribe(Instant at) {
        unsubscribedAt = at;
        status = "Unsubscribed";
        return this;
    }

    public String id() {
        return id;
    }

    public String offerId() {
        return offerId;
    }

    /** The plan that it has now. */
    public String planId() {
        return planId;
    }

    /** Pending, subscribed, suspended or unsubscribed, in Microsoft's words. */
    public String status() {
        return status;
    }

    /** The price of one unit, or null for a dimension that the plan does not have. */
    public BigDecimal price(String plan, String dimension) {
        return pricesByPlan.getOrDefault(plan, Map.of()).get(dimension);
    }

    /** An operation's status and plan, or null. */
    String[] operation(String operation) {
        var found = operations.get(operation);
        return found == null ? null : found.split(":", 2);
    }

    /** Acknowledges an operation that waits. */
    void acknowledge(String operation) {
        var plan = operation(operation)[1];
        planId = plan;
        operations.put(operation, "Succeeded:" + plan);
    }

    String buyerTenant() {
        return buyerTenant;
    }

    Instant created() {
        return created;
    }

    Instant termEnd() {
        return termEnd;
    }

    /** Prices of each plan's dimensions. */
    Map<String, Map<String, BigDecimal>> plans() {
        return pricesByPlan;
    }

    boolean hasPlan(String plan) {
        return pricesByPlan.containsKey(plan);
    }

    boolean mayBeMeteredBy(String applicationId) {
        return clientId == null || clientId.equals(applicationId);
    }

    boolean takesUsageOf(Instant hour) {
        return status.equals("Subscribed")
                || unsubscribedAt != null && hour.isBefore(unsubscribedAt);
    }
}
