package io.meterbridge.cost;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * One price's share of a cost bucket.
 *
 * @param usagePrice true for Orb's {@code usage_price}, false for fixed fees
 * @param currency the price's own currency, or null when Orb does not say
 */
public record PriceCost(
        String priceId,
        boolean usagePrice,
        String currency,
        BigDecimal subtotal,
        BigDecimal total) {

    public PriceCost {
        Objects.requireNonNull(priceId, "priceId");
        Objects.requireNonNull(subtotal, "subtotal");
        Objects.requireNonNull(total, "total");
    }
}
