package io.meterbridge.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.lifecycle.Terms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What the accepted terms of an agreement say about money, page by page: the price of each metered dimension, and
 * what is paid for without being metered. Terms that say nothing about either are passed over.
 */
final class AgreementTerms {

    private final Map<String, BigDecimal> unitPrices = new HashMap<>();
    private final Map<String, BigDecimal> entitled = new HashMap<>();
    private String currency;
    private BigDecimal prepaid = BigDecimal.ZERO;

    /** Takes in one page of {@code acceptedTerms}. */
    void add(JsonNode acceptedTerms) {
        for (var term : acceptedTerms) {
            usage(term.path("usageBasedPricingTerm"));
            fixed(term.path("fixedUpfrontPricingTerm"));
            configured(term.path("configurableUpfrontPricingTerm"));
            prepay(term.path("recurringPaymentTerm"), "price");
        }
    }

    /** Takes in one page of {@code Entitlements}; only those that say how many. */
    void addEntitlements(JsonNode entitlements) {
        for (var entitlement : entitlements) {
            var value = entitlement.path("Value");
            var units = value.has("IntegerValue") ? value.get("IntegerValue") : value.path("DoubleValue");
            if (units.isNumber() && units.decimalValue().signum() > 0) {
                entitled.merge(entitlement.path("Dimension").asText(), units.decimalValue(), BigDecimal::add);
            }
        }
    }

    Terms terms() {
        return new Terms(null, null, currency, unitPrices, prepaid, entitled);
    }

    private void usage(JsonNode term) {
        for (var card : term.path("rateCards")) {
            for (var rate : card.path("rateCard")) {
                currency(term);
                unitPrices.put(rate.path("dimensionKey").asText(), decimal(rate.path("price")));
            }
        }
    }

    private void fixed(JsonNode term) {
        prepay(term, "price");
        for (var grant : term.path("grants")) {
            if (grant.path("maxQuantity").isNumber()) {
                entitled.merge(grant.path("dimensionKey").asText(), grant.get("maxQuantity").decimalValue(),
                        BigDecimal::add);
            }
        }
    }

    private void configured(JsonNode term) {
        var chosen = term.path("configuration");
        var prices = new HashMap<String, BigDecimal>();
        for (var card : term.path("rateCards")) {
            var selector = card.path("selector").path("value").asText("");
            if (selector.equals(chosen.path("selectorValue").asText(""))) {
                card.path("rateCard").forEach(rate ->
                        prices.put(rate.path("dimensionKey").asText(), decimal(rate.path("price"))));
            }
        }
        for (var dimension : chosen.path("dimensions")) {
            var units = dimension.path("dimensionValue").decimalValue();
            var key = dimension.path("dimensionKey").asText();
            if (units.signum() > 0) {
                currency(term);
                entitled.merge(key, units, BigDecimal::add);
                prepaid = prepaid.add(units.multiply(prices.getOrDefault(key, BigDecimal.ZERO)));
            }
        }
    }

    private void prepay(JsonNode term, String field) {
        if (term.has(field)) {
            currency(term);
            prepaid = prepaid.add(decimal(term.get(field)));
        }
    }

    private void currency(JsonNode term) {
        currency = term.path("currencyCode").asText(currency);
    }

    private static BigDecimal decimal(JsonNode price) {
        return new BigDecimal(price.asText("0"));
    }
}
