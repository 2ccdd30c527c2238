package io.meterbridge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.lifecycle.Terms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What the plans of an offer cost, as Azure lists them for one subscription: the price of a unit of each dimension,
 * and how many units a billing term includes.
 */
final class PlanPrices {

    private final Map<String, Terms> plans = new HashMap<>();

    PlanPrices(JsonNode answer) {
        for (var plan : answer.path("plans")) {
            var id = plan.path("planId").asText();
            plans.put(id, terms(id, plan.path("planComponents")));
        }
    }

    /** Terms of a subscription to this plan; without prices when Azure does not list it. */
    Terms of(String plan, BigDecimal quantity) {
        return plans.getOrDefault(plan, Terms.ofUsage(plan, null, Map.of())).with(plan, quantity);
    }

    private static Terms terms(String id, JsonNode components) {
        var prices = new HashMap<String, BigDecimal>();
        String currency = null;
        for (var dimension : components.path("meteringDimensions")) {
            prices.put(dimension.path("id").asText(), new BigDecimal(dimension.path("pricePerUnit").asText("0")));
            currency = dimension.path("currency").asText(currency);
        }
        var included = new HashMap<String, BigDecimal>();
        for (var term : components.path("recurrentBillingTerms")) {
            for (var quantity : term.path("meteredQuantityIncluded")) {
                var units = new BigDecimal(quantity.path("units").asText("0"));
                if (units.signum() > 0) {
                    included.put(quantity.path("dimensionId").asText(), units);
                }
            }
        }
        return new Terms(id, null, currency, prices, null, included);
    }
}
