package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A cumulative bucket: the cost between the start of its series and its end.
 *
 * @param end exclusive, a local midnight
 */
record CostBucket(Instant start, Instant end, List<CostRow> rows) {

    BigDecimal on(CostBasis basis) {
        return rows.stream().map(row -> row.on(basis)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
