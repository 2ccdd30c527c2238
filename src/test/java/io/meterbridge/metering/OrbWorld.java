package io.meterbridge.metering;

import io.meterbridge.cost.CostBucket;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.LocalDays;
import io.meterbridge.cost.PriceCost;
import io.meterbridge.cost.ReadWindow;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * One subscription at Orb: usage hour by hour, late events within the grace, corrections down,
 * plans changed at a midnight. What happens depends on its own seed only, never on who asks when.
 */
final class OrbWorld {

    static final Duration GRACE = Duration.ofHours(12);
    private static final int DECIMALS = 6;

    /** Money that showed up at an instant, for usage of the local day that ends at another. */
    private static final class Entry {
        final Instant dayEnd;
        final long dayEndSecond;
        final long visibleAtSecond;
        final long amount;
        long correctable;

        Entry(Instant dayEnd, Instant visibleAt, long amount) {
            this.dayEnd = dayEnd;
            this.dayEndSecond = dayEnd.getEpochSecond();
            this.visibleAtSecond = visibleAt.getEpochSecond();
            this.amount = amount;
            this.correctable = Math.max(amount, 0);
        }
    }

    /** A running total of one price, closed when its period or plan ends. */
    private static final class Total {
        final Instant start;
        final String priceId;
        final List<Entry> entries = new ArrayList<>();
        Instant end;
        Instant periodEnd;

        Total(Instant start, String priceId) {
            this.start = start;
            this.priceId = priceId;
        }

        long at(Instant bucketEnd, Instant now) {
            long until = bucketEnd.getEpochSecond();
            long seen = now.getEpochSecond();
            long sum = 0;
            for (var entry : entries) {
                if (entry.visibleAtSecond <= seen && entry.dayEndSecond <= until) {
                    sum += entry.amount;
                }
            }
            return sum;
        }
    }

    final ZoneId zone;
    final Instant subscriptionStart;
    private final Random random;
    private final int anchorDay;
    private final int busy;
    private final List<Total> totals = new ArrayList<>();
    private Instant nextHour;
    private int plans;
    private long traded;
    private boolean quiet;

    OrbWorld(long seed, ZoneId zone, Instant subscriptionStart, int anchorDay) {
        this.random = new Random(seed);
        this.zone = zone;
        this.subscriptionStart = subscriptionStart;
        this.anchorDay = anchorDay;
        this.busy = 100_000 << random.nextInt(9);
        this.nextHour = subscriptionStart;
    }

    /** Lets time pass; the same instants give the same world however they are reached. */
    void advanceTo(Instant now) {
        for (; !nextHour.isAfter(now); nextHour = nextHour.plus(Duration.ofHours(1))) {
            openSeries(nextHour);
            if (!quiet) {
                use(nextHour);
            }
        }
    }

    /**
     * Ends the story with more usage than corrections, or a price learnt late and hundreds of times
     * dearer, can have taken away, so that no account ends over-billed.
     */
    void endWithALot(Instant at) {
        advanceTo(at);
        quiet = true;
        var total = runningAt(at).get(0);
        total.entries.add(
                new Entry(LocalDays.midnightAfter(at, zone), at, 1_000 * traded + 1_000_000));
    }

    Instant periodStart(Instant at) {
        return period(at, 0);
    }

    Instant periodEnd(Instant at) {
        return period(at, 1);
    }

    /** Orb's answer to a costs request, in no particular order. */
    CostReply answer(Instant now, ReadWindow window, Random order) {
        advanceTo(now);
        var buckets = new ArrayList<CostBucket>();
        for (var total : totals) {
            if (total.start.isBefore(window.to())
                    && (total.end == null || total.end.isAfter(window.from()))) {
                addBuckets(total, now, window, buckets);
            }
        }
        Collections.shuffle(buckets, order);
        return new CostReply(now, window.from(), window.to(), buckets);
    }

    /**
     * What really was spent as visible at an instant, after the baseline, in series that began
     * before a time.
     */
    BigDecimal spent(Instant now, Instant baselineAt, Instant beganBefore) {
        long sum = 0;
        for (var total : totals) {
            if (total.start.isBefore(beganBefore)) {
                sum += total.at(Instant.MAX, now);
                sum -= baselineAt == null ? 0 : total.at(baselineAt, now);
            }
        }
        return BigDecimal.valueOf(sum, DECIMALS);
    }

    private void addBuckets(Total total, Instant now, ReadWindow window, List<CostBucket> buckets) {
        var byDay = new TreeMap<Instant, Long>();
        for (var entry : total.entries) {
            if (entry.visibleAtSecond <= now.getEpochSecond()) {
                byDay.merge(entry.dayEnd, entry.amount, Long::sum);
            }
        }
        var stop = total.end == null || total.end.isAfter(window.to()) ? window.to() : total.end;
        var end = LocalDays.midnightAfter(total.start, zone);
        long sum = 0;
        for (; !end.isAfter(stop); end = LocalDays.plusDays(end, 1, zone)) {
            sum += byDay.getOrDefault(end, 0L);
            if (end.isAfter(window.from())) {
                var money = BigDecimal.valueOf(sum, DECIMALS);
                buckets.add(
                        new CostBucket(
                                total.start,
                                end,
                                money,
                                money,
                                List.of(new PriceCost(total.priceId, true, "USD", money, money))));
            }
        }
    }

    private void openSeries(Instant hour) {
        boolean midnight = LocalDays.midnightNotAfter(hour, zone).equals(hour);
        boolean first = totals.isEmpty();
        boolean rollover = midnight && periodStart(hour).equals(hour);
        boolean planChange = midnight && random.nextInt(12) == 0;
        if (!first && !rollover && !planChange) {
            return;
        }
        totals.stream().filter(total -> total.end == null).forEach(total -> total.end = hour);
        plans += planChange ? 1 : 0;
        var start = first ? LocalDays.midnightNotAfter(hour, zone) : hour;
        for (int price = 0; price < 2; price++) {
            var total = new Total(start, "price-" + plans + "-" + price);
            total.periodEnd = periodEnd(hour);
            totals.add(total);
        }
    }

    private void use(Instant hour) {
        for (var total : runningAt(hour)) {
            long amount = random.nextInt(5) == 0 ? 0 : random.nextInt(busy);
            var delay =
                    random.nextInt(8) == 0
                            ? Duration.ofMinutes(random.nextInt(12 * 60))
                            : Duration.ofMinutes(random.nextInt(50));
            var visibleAt = hour.plus(delay);
            if (visibleAt.isBefore(total.periodEnd.plus(GRACE))) {
                total.entries.add(
                        new Entry(LocalDays.midnightAfter(hour, zone), visibleAt, amount));
                traded += amount;
            }
        }
        if (random.nextInt(15) == 0) {
            correctDown(hour);
        }
    }

    /** Takes part of an earlier entry back, as long as Orb lets its period change. */
    private void correctDown(Instant hour) {
        var open =
                totals.stream()
                        .filter(
                                total ->
                                        hour.isBefore(total.periodEnd.plus(GRACE))
                                                && !total.entries.isEmpty())
                        .toList();
        var total = open.get(random.nextInt(open.size()));
        var entry = total.entries.get(random.nextInt(total.entries.size()));
        if (entry.correctable > 0 && entry.visibleAtSecond < hour.getEpochSecond()) {
            long taken = 1 + random.nextInt((int) entry.correctable);
            entry.correctable -= taken;
            total.entries.add(new Entry(entry.dayEnd, hour, -taken));
        }
    }

    private List<Total> runningAt(Instant hour) {
        return totals.stream()
                .filter(total -> total.end == null || total.end.isAfter(hour))
                .toList();
    }

    private Instant period(Instant at, int after) {
        LocalDate date = at.atZone(zone).toLocalDate();
        var anchor = date.withDayOfMonth(anchorDay);
        var start = anchor.isAfter(date) ? anchor.minusMonths(1) : anchor;
        return start.plusMonths(after).atStartOfDay(zone).toInstant();
    }
}
