package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orb's arithmetic of cumulative costs, at one instant. Confined to the subscription's lock. */
final class OrbCosts {

    private static final int SHARE_SCALE = 10;

    private final OrbSubscription.State state;
    private final BillingCycle cycle;
    private final Instant now;

    OrbCosts(OrbSubscription.State state, BillingCycle cycle, Instant now) {
        this.state = state;
        this.cycle = cycle;
        this.now = now;
    }

    /** The buckets of every local day inside the window, series by series, oldest first. */
    List<CostBucket> buckets(Instant from, Instant to) {
        var buckets = new ArrayList<CostBucket>();
        for (var period : cycle.overlapping(from, to)) {
            if (!period.start().isAfter(now)) {
                series(period).forEach(series -> addBuckets(buckets, series, from, to));
            }
        }
        return buckets;
    }

    /** The sum over all series that ever began. */
    BigDecimal costSoFar(CostBasis basis) {
        var sum = BigDecimal.ZERO;
        for (var period : cycle.begunBy(now)) {
            for (var series : series(period)) {
                sum = sum.add(bucket(series, period.end(), series.prices()).on(basis));
            }
        }
        return sum;
    }

    private List<CostSeries> series(BillingPeriod period) {
        Map<Instant, List<PriceInterval>> byStart = new TreeMap<>();
        for (var interval : state.intervals) {
            var start = later(period.start(), interval.start());
            if (start.isBefore(interval.endOr(period.end()))) {
                byStart.computeIfAbsent(start, any -> new ArrayList<>()).add(interval);
            }
        }
        var all = new ArrayList<CostSeries>();
        byStart.forEach((start, prices) -> all.add(new CostSeries(period, start,
                lastEnd(prices, period), prices)));
        return all;
    }

    private Instant lastEnd(List<PriceInterval> prices, BillingPeriod period) {
        return prices.stream().map(price -> price.endOr(period.end()))
                .max(Instant::compareTo).orElseThrow();
    }

    private void addBuckets(List<CostBucket> buckets, CostSeries series, Instant from, Instant to) {
        var last = cycle.dayEnd(state.endedPrices == EndedPrices.STAY_UNTIL_PERIOD_END
                ? series.period().end() : series.end());
        var dayStart = later(series.start(), cycle.dayEnd(from));
        while (dayStart.isBefore(last)) {
            var dayEnd = cycle.nextMidnight(dayStart);
            if (dayEnd.isAfter(to)) {
                return;
            }
            var bucket = bucket(series, dayEnd, shownOn(series, dayStart));
            if (!bucket.rows().isEmpty()) {
                buckets.add(bucket);
            }
            dayStart = dayEnd;
        }
    }

    private List<PriceInterval> shownOn(CostSeries series, Instant dayStart) {
        var leave = state.endedPrices == EndedPrices.LEAVE;
        return series.prices().stream()
                .filter(interval -> !leave || interval.endOr(Instant.MAX).isAfter(dayStart))
                .toList();
    }

    private CostBucket bucket(CostSeries series, Instant end, List<PriceInterval> prices) {
        var rows = new ArrayList<CostRow>();
        for (var interval : prices) {
            var subtotal = subtotal(series, interval, end);
            var discount = state.discountPercent(interval.price().id());
            var rest = new BigDecimal("100").subtract(discount).movePointLeft(2);
            var total = discount.signum() == 0 ? subtotal : subtotal.multiply(rest);
            rows.add(new CostRow(interval.price(), subtotal, total));
        }
        return new CostBucket(series.start(), end, raisedToMinimum(series, rows));
    }

    private BigDecimal subtotal(CostSeries series, PriceInterval interval, Instant bucketEnd) {
        var from = series.start();
        var periodEnd = series.period().end();
        var to = interval.endOr(bucketEnd.isBefore(periodEnd) ? bucketEnd : periodEnd);
        var id = interval.price().id();
        var sum = BigDecimal.ZERO;
        if (interval.price().fixed()) {
            sum = cycle.prorated(interval.price().amount(), series.period(), from,
                    interval.endOr(periodEnd));
        }
        for (var entry : state.entries.getOrDefault(id, List.of())) {
            if (entry.countsIn(from, to, now)) {
                sum = sum.add(entry.amount());
            }
        }
        var living = state.living.get(id);
        var grownUntil = to.isBefore(now) ? to : now;
        return living == null ? sum : sum.add(living.between(from, grownUntil));
    }

    /** What is missing to the plan's minimum is spread evenly over the series' prices. */
    private List<CostRow> raisedToMinimum(CostSeries series, List<CostRow> rows) {
        var total = rows.stream().map(CostRow::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        var minimum = minimum(series);
        var gap = minimum.subtract(total);
        if (minimum.signum() == 0 || gap.signum() <= 0 || rows.isEmpty()) {
            return rows;
        }
        var share = gap.divide(BigDecimal.valueOf(rows.size()), SHARE_SCALE, RoundingMode.DOWN);
        var raised = new ArrayList<CostRow>();
        for (var row : rows) {
            var last = raised.size() == rows.size() - 1;
            var given = share.multiply(BigDecimal.valueOf(raised.size()));
            raised.add(row.plus(last ? gap.subtract(given) : share));
        }
        return raised;
    }

    private BigDecimal minimum(CostSeries series) {
        var period = series.period();
        for (var plan : state.minimums) {
            var end = plan.end() == null || plan.end().isAfter(period.end())
                    ? period.end() : plan.end();
            if (later(period.start(), plan.start()).equals(series.start())
                    && series.start().isBefore(end)) {
                return cycle.prorated(plan.amount(), period, series.start(), end);
            }
        }
        return BigDecimal.ZERO;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
