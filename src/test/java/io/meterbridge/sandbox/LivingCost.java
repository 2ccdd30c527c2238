package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cost that grows with the clock, the same for the same seed: every hour costs between a half and
 * one and a half times the mean, spread evenly over its seconds. Not thread-safe.
 */
final class LivingCost {

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SCALE = 9;

    private final Instant start;
    private final BigDecimal meanPerHour;
    private final long seed;
    private final List<BigDecimal> costOfFullHours = new ArrayList<>(List.of(BigDecimal.ZERO));

    LivingCost(Instant start, BigDecimal meanPerHour, long seed) {
        this.start = start;
        this.meanPerHour = meanPerHour;
        this.seed = seed;
    }

    /** What the time between two instants costs, exactly additive over adjoining stretches. */
    BigDecimal between(Instant from, Instant to) {
        return to.isAfter(from) ? until(to).subtract(until(from)) : BigDecimal.ZERO;
    }

    private BigDecimal until(Instant instant) {
        if (!instant.isAfter(start)) {
            return BigDecimal.ZERO;
        }
        var seconds = Duration.between(start, instant).toSeconds();
        var hour = Math.toIntExact(seconds / SECONDS_PER_HOUR);
        while (costOfFullHours.size() <= hour) {
            var last = costOfFullHours.size() - 1;
            costOfFullHours.add(costOfFullHours.get(last).add(ofHour(last)));
        }
        var started = ofHour(hour).multiply(BigDecimal.valueOf(seconds % SECONDS_PER_HOUR))
                .divide(BigDecimal.valueOf(SECONDS_PER_HOUR), SCALE, RoundingMode.DOWN);
        return costOfFullHours.get(hour).add(started);
    }

    private BigDecimal ofHour(int hour) {
        var perThousand = new SplittableRandom(seed + hour).nextInt(500, 1501);
        return meanPerHour.multiply(BigDecimal.valueOf(perThousand)).movePointLeft(3);
    }
}
