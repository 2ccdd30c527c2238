package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the simulated Orb answers, what it calls the truth and plain addition agree. */
class OrbTruthTest {

    private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T13:14:15Z");
    private static final String[] ZONES =
            {"Etc/UTC", "America/New_York", "Asia/Kathmandu", "Europe/Berlin"};

    @Test
    void theLastBucketsOfAllSeriesSumUpToTheTruth() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var subscription = new OrbSubscription("random", SandboxClock.frozenAt(NOW))
                    .timezone(ZONES[random.nextInt(ZONES.length)]).startsAt(START)
                    .billingCycleDay(1 + random.nextInt(31));
            var sum = fill(subscription, random);

            assertThat(subscription.costSoFar(CostBasis.TOTAL)).as("seed " + seed)
                    .isEqualByComparingTo(sum)
                    .isEqualByComparingTo(sumOfLastBuckets(subscription));
        }
    }

    /** Random usage before, at and after a change of plan; returns what is visible by now. */
    private static BigDecimal fill(OrbSubscription subscription, Random random) {
        var change = START.plus(Duration.ofHours(1 + random.nextInt(2_000)));
        subscription.price(OrbPrice.usage("old", "Old"))
                .changePlan(change, OrbPrice.usage("new", "New"));
        var sum = BigDecimal.ZERO;
        for (var i = 0; i < 40; i++) {
            var at = START.plus(Duration.ofMinutes(random.nextInt(161_000)));
            var visibleFrom = at.plus(Duration.ofHours(random.nextInt(24)));
            var amount = BigDecimal.valueOf(random.nextLong(-1_000_000, 3_000_000), 6);
            subscription.lateCost(at.isBefore(change) ? "old" : "new", at, visibleFrom, amount);
            if (!visibleFrom.isAfter(NOW) && at.isBefore(NOW)) {
                sum = sum.add(amount);
            }
        }
        return sum;
    }

    private static BigDecimal sumOfLastBuckets(OrbSubscription subscription) {
        var cycle = subscription.view().cycle();
        var from = cycle.dayEnd(START.minus(Duration.ofDays(1)));
        Map<Instant, CostBucket> last = new HashMap<>();
        for (var bucket : subscription.answer(from, cycle.nextMidnight(NOW))) {
            last.merge(bucket.start(), bucket, (one, other) ->
                    one.end().isAfter(other.end()) ? one : other);
        }
        return last.values().stream().map(bucket -> bucket.on(CostBasis.TOTAL))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
