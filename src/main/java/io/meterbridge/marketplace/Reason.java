package io.meterbridge.marketplace;

/**
 * Why a metering record is where it is, in the words a seller reads. A closed list: the API
 * contract names the same codes, and SQL spells them the same way.
 */
public enum Reason {

    /** The cloud answered with an error of its own, or not readably. */
    EXTERNAL_SERVICE_ERROR("external-service-error"),

    /** The cloud asked to slow down. */
    EXTERNAL_TOO_MANY_REQUESTS("external-too-many-requests"),

    /** The seller's credentials were refused, or there are none. */
    EXTERNAL_ACCESS_DENIED("external-access-denied"),

    /** The metering service is not offered in the region the seller chose. */
    REGION_NOT_SUPPORTED("region-not-supported"),

    /** The cloud could not be reached; nothing arrived there. */
    EXTERNAL_UNREACHABLE("external-unreachable"),

    /** The cloud does not know the usage dimension for this product or plan. */
    INVALID_USAGE_DIMENSION("invalid-usage-dimension"),

    /** The cloud takes whole units within its own bounds only. */
    INVALID_QUANTITY("invalid-quantity"),

    /** The buyer has no active agreement or subscription at the cloud. */
    CUSTOMER_NOT_ENTITLED("customer-not-entitled"),

    /** The cloud does not know the product, or it is not this seller's. */
    INVALID_PRODUCT_CODE("invalid-product-code"),

    /** The licence is not valid, not this buyer's, or was not active at that hour. */
    INVALID_LICENSE("invalid-license"),

    /** The contract's licence is not known yet, so it cannot be metered by licence. */
    LICENSE_MISSING("license-missing"),

    /** An identifier that names the buyer to the cloud is missing or malformed. */
    CUSTOMER_IDENTIFIER_MISSING("customer-identifier-missing"),

    /** The cloud refused how the units are divided among tags. */
    INVALID_USAGE_ALLOCATION("invalid-usage-allocation"),

    /** The cloud refused the form of the call. */
    INVALID_REQUEST("invalid-request"),

    /** The cloud said something this version does not know. */
    UNRECOGNIZED_EXCEPTION("unrecognized-exception"),

    /** The slot was already booked. */
    DUPLICATE_REQUEST("duplicate-request"),

    /** Somebody else's usage sits in the slot. */
    FOREIGN_USAGE("foreign-usage"),

    /** No resend will tell any more whether it was booked: a human has to say. */
    RESENDS_USED_UP("resends-used-up"),

    /** The cloud no longer takes usage of that hour. */
    WINDOW_CLOSED("window-closed"),

    /** The cloud's product set-up does not allow metering. */
    EXTERNAL_PRODUCT_MISCONFIGURED("external-product-misconfigured"),

    /** The Google consumer the usage is reported for is not known. */
    MISSING_GCP_CONSUMER_ID("missing-gcp-consumer-id"),

    /** The buyer's Google project does not allow the usage report. */
    CUSTOMER_PROJECT_MISCONFIGURED("customer-project-misconfigured"),

    /** Orb and the listing price in different currencies. */
    CURRENCY_MISMATCH("currency-mismatch"),

    /** Orb did not tell the last cost before the cloud took nothing more. */
    COST_UNREADABLE("cost-unreadable"),

    /** More units in one hour than the listing allows without a human. */
    HOLD_MAX_UNITS_PER_HOUR("hold-max-units-per-hour"),

    /** Far more units than this contract's usual hour. */
    HOLD_MAX_MULTIPLE_OF_MEDIAN("hold-max-multiple-of-median"),

    /** The listing wants a human to see a contract's first record. */
    HOLD_FIRST_RECORD("hold-first-record"),

    /** A price learnt late changed what accepted units are worth. */
    PRICE_CORRECTION("price-correction");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The word in the API, in events and in the database. */
    public String code() {
        return code;
    }
}
