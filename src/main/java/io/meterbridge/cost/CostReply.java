package io.meterbridge.cost;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Orb's answer to one costs request, in whatever order it came.
 *
 * @param readAt when the request was sent; orders readings
 * @param from the window asked for, a local midnight of the customer
 * @param to exclusive, a local midnight of the customer
 */
public record CostReply(Instant readAt, Instant from, Instant to, List<CostBucket> buckets) {

    public CostReply {
        Objects.requireNonNull(readAt, "readAt");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        buckets = List.copyOf(buckets);
    }
}
