package io.meterbridge.webhook;

/** What can happen. The codes are public interface: receivers and subscriptions name them. */
public enum EventType {

    /** Data: contract, buyer, listing, pricing {old: null, new}. */
    CONTRACT_CREATED("contract.created"),
    /** Data: contract, buyer, listing, pricing {old, new}. */
    CONTRACT_MODIFIED("contract.modified"),
    /** Data: contract, buyer, listing, pricing {old, new}. */
    CONTRACT_RENEWED("contract.renewed"),
    /** Data: contract, buyer, listing, pricing {old, new}, deadline_at, seller_deadline_at, held or null. */
    CONTRACT_CANCELLED("contract.cancelled"),
    /** Data: buyer. */
    BUYER_REGISTERED("buyer.registered"),
    /** Data: contract, record, amount, currency, reason. */
    METERING_HELD("metering.held"),
    /** Data: contract, record, amount, currency, reason. */
    METERING_REJECTED("metering.rejected"),
    /** Data: contract, record or null, amount, currency, reason. */
    METERING_LOST("metering.lost"),
    /** Data: contract, amount, currency. */
    METERING_OVERBILLED("metering.overbilled"),
    /** Data: contract, reason. */
    MAPPING_MISSING("mapping.missing"),
    /** Data: integration, reason. */
    INTEGRATION_BROKEN("integration.broken"),
    /** Data: endpoint. */
    ENDPOINT_DISABLED("webhook.endpoint_disabled"),
    /** Data: endpoint. Sent on request alone; nobody subscribes to it. */
    TEST("webhook.test");

    private final String code;

    EventType(String code) {
        this.code = code;
    }

    /** The type as the body, subscriptions and the database spell it. */
    public String code() {
        return code;
    }
}
