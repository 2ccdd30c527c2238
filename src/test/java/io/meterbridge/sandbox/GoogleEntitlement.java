package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A buyer's purchase at the simulated Google Cloud Marketplace, metered under its usage reporting
 * id. Thread-safe.
 */
public final class GoogleEntitlement {

    private final String providerId;
    private final String serviceName;
    private final String id;
    private final String usageReportingId;
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
    private final Set<String> checkErrors = ConcurrentHashMap.newKeySet();
    private volatile String accountId = "account-1";
    private volatile String productName = "product";
    private volatile String plan = "payg";
    private volatile String state = "ENTITLEMENT_ACTIVE";
    private volatile Instant createdAt = Instant.EPOCH;
    private volatile Instant updatedAt = Instant.EPOCH;
    private volatile Instant cancelledAt;
    private volatile Instant offerEndsAt;
    private volatile String pendingPlan;

    GoogleEntitlement(String providerId, String serviceName, String id, String usageReportingId) {
        this.providerId = providerId;
        this.serviceName = serviceName;
        this.id = id;
        this.usageReportingId = usageReportingId;
    }

    /** A metric of its plan. */
    record Metric(BigDecimal pricePerUnit, boolean isDouble) {
    }

    /** Prices a metric of whole numbers; only priced metrics can be reported. */
    public GoogleEntitlement metric(String name, BigDecimal pricePerUnit) {
        metrics.put(name, new Metric(pricePerUnit, false));
        return this;
    }

    /** Prices a metric that is defined as a double. */
    public GoogleEntitlement doubleMetric(String name, BigDecimal pricePerUnit) {
        metrics.put(name, new Metric(pricePerUnit, true));
        return this;
    }

    /** Says whose purchase of which product and plan it is. */
    public GoogleEntitlement bought(String account, String productExternalName, String planId) {
        accountId = account;
        productName = productExternalName;
        plan = planId;
        return this;
    }

    /** The purchase began and was last changed then. */
    public GoogleEntitlement startsAt(Instant instant) {
        createdAt = instant;
        updatedAt = instant;
        return this;
    }

    /** Ends it: no check passes any more, and reports only of time before and for an hour. */
    public GoogleEntitlement cancelledAt(Instant instant) {
        state = "ENTITLEMENT_CANCELLED";
        cancelledAt = instant;
        updatedAt = instant;
        return this;
    }

    /** Moves it to another state, in Google's words without what they begin with. */
    public GoogleEntitlement state(String newState, Instant at) {
        state = "ENTITLEMENT_" + newState;
        updatedAt = at;
        return this;
    }

    /** The buyer asks for another plan, which waits for the provider. */
    public GoogleEntitlement asksForPlan(String planId, Instant at) {
        pendingPlan = planId;
        return state("PENDING_PLAN_CHANGE_APPROVAL", at);
    }

    /** The buyer is on another plan. */
    public GoogleEntitlement movesToPlan(String planId, Instant at) {
        plan = planId;
        pendingPlan = null;
        return state("ACTIVE", at);
    }

    /** Its term ends then. */
    public GoogleEntitlement offerEndsAt(Instant instant) {
        offerEndsAt = instant;
        return this;
    }

    /** Lets its checks answer this error. */
    public GoogleEntitlement checkError(String code) {
        checkErrors.add(code);
        return this;
    }

    /** Lets its checks pass again. */
    public GoogleEntitlement withoutCheckErrors() {
        checkErrors.clear();
        return this;
    }

    public String id() {
        return id;
    }

    /** The consumer under which its usage is reported. */
    public String usageReportingId() {
        return usageReportingId;
    }

    public String serviceName() {
        return serviceName;
    }

    String providerId() {
        return providerId;
    }

    String accountId() {
        return accountId;
    }

    String productName() {
        return productName;
    }

    String plan() {
        return plan;
    }

    String state() {
        return state;
    }

    /** The plan that waits for the provider, or null. */
    String pendingPlan() {
        return pendingPlan;
    }

    /** When its term ends, or null. */
    Instant offerEnd() {
        return offerEndsAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /** When it was cancelled, or null. */
    Instant cancelledAt() {
        return cancelledAt;
    }

    Metric metric(String name) {
        return metrics.get(name);
    }

    Set<String> checkErrors() {
        return checkErrors;
    }
}
