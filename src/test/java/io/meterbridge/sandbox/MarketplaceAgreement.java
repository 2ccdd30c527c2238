package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** An agreement as the simulated Agreement and Entitlement services of AWS Marketplace tell it. Thread-safe. */
public final class MarketplaceAgreement {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String id;
    private final String buyerAccount;
    private final ArrayNode terms = JSON.arrayNode();
    private final ArrayNode entitlements = JSON.arrayNode();
    private String status = "ACTIVE";
    private String initialId;
    private Instant startAt = Instant.EPOCH;
    private Instant endAt;
    private boolean termsHidden;

    MarketplaceAgreement(String id, String buyerAccount) {
        this.id = id;
        this.buyerAccount = buyerAccount;
        this.initialId = id;
    }

    /** From when until when it runs; an end may be null. */
    public synchronized MarketplaceAgreement runs(Instant from, Instant until) {
        startAt = from;
        endAt = until;
        return this;
    }

    /** ACTIVE, or why it is over. */
    public synchronized MarketplaceAgreement status(String now) {
        status = now;
        return this;
    }

    /** The first agreement of the chain that this one continues. */
    public synchronized MarketplaceAgreement follows(String firstId) {
        initialId = firstId;
        return this;
    }

    /** What one unit of a metered dimension costs, instead of every usage price before. */
    public synchronized MarketplaceAgreement usagePrice(String dimension, String price) {
        for (int at = terms.size() - 1; at >= 0; at--) {
            if (terms.get(at).has("usageBasedPricingTerm")) {
                terms.remove(at);
            }
        }
        var term = terms.addObject().putObject("usageBasedPricingTerm");
        term.put("type", "UsageBasedPricingTerm").put("currencyCode", "USD");
        term.putArray("rateCards").addObject().putArray("rateCard").addObject()
                .put("dimensionKey", dimension).put("price", price);
        return this;
    }

    /** A fixed price that is paid upfront and grants units of a dimension. */
    public synchronized MarketplaceAgreement upfront(String price, String dimension, int units) {
        var term = terms.addObject().putObject("fixedUpfrontPricingTerm");
        term.put("type", "FixedUpfrontPricingTerm").put("currencyCode", "USD").put("duration", "P12M")
                .put("price", price);
        term.putArray("grants").addObject().put("dimensionKey", dimension).put("maxQuantity", units);
        return this;
    }

    /** Units that the entitlement service tells of. */
    public synchronized MarketplaceAgreement entitles(String product, String license, String dimension, int units) {
        entitlements.addObject().put("ProductCode", product).put("LicenseArn", license)
                .put("CustomerAWSAccountId", buyerAccount).put("Dimension", dimension)
                .putObject("Value").put("IntegerValue", units);
        return this;
    }

    /** Lets nobody read its terms, as those of what a partner sold. */
    public synchronized MarketplaceAgreement hidesTerms() {
        termsHidden = true;
        return this;
    }

    String id() {
        return id;
    }

    synchronized boolean isHidden() {
        return termsHidden;
    }

    synchronized ObjectNode description() {
        var json = JSON.objectNode().put("agreementId", id).put("status", status)
                .put("agreementType", "PurchaseAgreement").put("initialAgreementId", initialId)
                .put("startTime", startAt.getEpochSecond());
        if (endAt != null) {
            json.put("endTime", endAt.getEpochSecond());
        }
        json.putObject("acceptor").put("accountId", buyerAccount);
        return json;
    }

    synchronized ArrayNode terms() {
        return terms.deepCopy();
    }

    synchronized ArrayNode entitlements() {
        return entitlements.deepCopy();
    }
}
