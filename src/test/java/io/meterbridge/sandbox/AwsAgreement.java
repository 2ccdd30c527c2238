package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A buyer's agreement about one product of the simulated AWS Marketplace. Without a licence it is
 * metered the old way, by product code and customer; with one, by licence. Thread-safe.
 */
public final class AwsAgreement {

    private final AwsAgreements registry;
    private final String productCode;
    private final String buyerAccountId;
    private final Map<String, BigDecimal> priceByDimension = new ConcurrentHashMap<>();
    private volatile String licenseArn;
    private volatile boolean productCodeAccepted = true;
    private volatile String sellerAccountId;
    private volatile Instant start = Instant.EPOCH;
    private volatile Instant end;
    private volatile boolean suspended;

    AwsAgreement(String productCode, String buyerAccountId, AwsAgreements registry) {
        this.registry = registry;
        this.productCode = productCode;
        this.buyerAccountId = buyerAccountId;
    }

    /** Prices a dimension; only priced dimensions can be metered. */
    public AwsAgreement dimension(String id, BigDecimal pricePerUnit) {
        priceByDimension.put(id, pricePerUnit);
        return this;
    }

    /** Gives the buyer the old kind of customer identifier besides the account id. */
    public AwsAgreement customerIdentifier(String identifier) {
        registry.addCustomerIdentifier(identifier, this);
        return this;
    }

    /** Makes it a concurrent agreement: metered by this licence, no longer by product code. */
    public AwsAgreement license(String arn) {
        licenseArn = arn;
        productCodeAccepted = false;
        return this;
    }

    /** Lets a licensed agreement be metered by product code too, and thereby billed twice. */
    public AwsAgreement alsoByProductCode() {
        productCodeAccepted = true;
        return this;
    }

    /** Says which account sells; only its callers can meter. Unset, every caller can. */
    public AwsAgreement soldBy(String accountId) {
        sellerAccountId = accountId;
        return this;
    }

    /** Sets the start; usage before it cannot be metered. */
    public AwsAgreement startsAt(Instant instant) {
        start = instant;
        return this;
    }

    /** Ends it; usage up to the end can be metered for one more hour. Null reopens it. */
    public AwsAgreement endsAt(Instant instant) {
        end = instant;
        return this;
    }

    /** Suspends or reinstates the buyer's account. */
    public AwsAgreement suspended(boolean isSuspended) {
        suspended = isSuspended;
        return this;
    }

    public String productCode() {
        return productCode;
    }

    public String buyerAccountId() {
        return buyerAccountId;
    }

    /** The price of one unit, or null for a dimension that the agreement does not price. */
    public BigDecimal price(String dimension) {
        return priceByDimension.get(dimension);
    }

    /** What one hour's slot is keyed by when this agreement is metered by licence. */
    public String licenseIdentity() {
        return buyerAccountId + "|" + licenseArn;
    }

    /** What one hour's slot is keyed by when this agreement is metered by product code. */
    public String productIdentity() {
        return productCode + "|" + buyerAccountId;
    }

    String licenseArn() {
        return licenseArn;
    }

    boolean acceptsProductCode() {
        return productCodeAccepted;
    }

    boolean mayBeMeteredBy(String accountId) {
        return sellerAccountId == null || sellerAccountId.equals(accountId);
    }

    Instant start() {
        return start;
    }

    /** When it ended, or null. */
    Instant end() {
        return end;
    }

    boolean isSuspended() {
        return suspended;
    }
}
