package io.meterbridge.metering;

import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.ReadPlan;
import io.meterbridge.cost.ReadSoFar;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.cost.ReadingResult;
import io.meterbridge.cost.Readings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * How a life reads Orb: through the real plan and the real arithmetic, from answers that may be
 * bad.
 */
final class LifeReading {

    private final OrbWorld orb;
    private final Instant baselineAt;
    private final Random chance;
    private final LifeTally tally;
    private final ReadSoFar kept = new ReadSoFar();
    private boolean partial;

    LifeReading(OrbWorld orb, Instant baselineAt, Random chance, LifeTally tally) {
        this.orb = orb;
        this.baselineAt = baselineAt;
        this.chance = chance;
        this.tally = tally;
    }

    /** Whether the last answer left something out. */
    boolean isPartial() {
        return partial;
    }

    /** Reads window by window; null when Orb could not be read. */
    CostReading read(Instant now, boolean calm) {
        while (true) {
            var window =
                    new ReadPlan(
                                    orb.zone,
                                    orb.subscriptionStart,
                                    null,
                                    baselineAt,
                                    kept.open(),
                                    kept.readTo(),
                                    false)
                            .next(now);
            var known = subscriptionKnownAt(now, calm);
            var result =
                    Readings.read(
                            answer(now, window, calm),
                            kept.terms(
                                    CostBasis.TOTAL,
                                    baselineAt,
                                    orb.periodStart(known),
                                    orb.periodEnd(known),
                                    OrbWorld.GRACE));
            if (!(result instanceof ReadingResult.Read read)) {
                return null;
            }
            tally.readings++;
            kept.keep(read.reading(), window.to());
            if (window.settles()) {
                return read.reading();
            }
        }
    }

    /** The subscription itself is read now and then only: its period may be one that is over. */
    private Instant subscriptionKnownAt(Instant now, boolean calm) {
        return calm || chance.nextInt(10) > 0
                ? now
                : now.minus(Duration.ofHours(chance.nextInt(40)));
    }

    /** Orb's answer; sometimes empty, sometimes without a price it showed before. */
    private CostReply answer(Instant now, ReadWindow window, boolean calm) {
        var whole = orb.answer(now, window, chance);
        partial = false;
        int fate = calm ? 50 : chance.nextInt(100);
        if (fate < 3) {
            return new CostReply(now, window.from(), window.to(), List.of());
        }
        if (fate < 6 && !whole.buckets().isEmpty()) {
            partial = true;
            var lost = whole.buckets().get(0).prices().get(0).priceId();
            return new CostReply(
                    now,
                    window.from(),
                    window.to(),
                    whole.buckets().stream()
                            .filter(bucket -> !bucket.prices().get(0).priceId().equals(lost))
                            .toList());
        }
        return whole;
    }
}
