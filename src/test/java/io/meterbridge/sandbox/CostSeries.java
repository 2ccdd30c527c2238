package io.meterbridge.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * The prices that began together inside one billing period; Orb accumulates them together.
 *
 * @param end exclusive: when the last of its prices ends in this period
 */
record CostSeries(BillingPeriod period, Instant start, Instant end, List<PriceInterval> prices) {
}
