package io.meterbridge.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A cumulative bucket of Orb: what was spent from {@code start} until {@code end}.
 *
 * @param end exclusive; may lie in the future for the running day
 */
public record CostBucket(
        Instant start, Instant end, BigDecimal subtotal, BigDecimal total, List<PriceCost> prices) {

    public CostBucket {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        prices = List.copyOf(prices);
    }
}
