package io.meterbridge.mapping;

import io.meterbridge.cost.Baseline;
import io.meterbridge.cost.Cost;
import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.ReadPlan;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.cost.ReadingResult;
import io.meterbridge.cost.ReadingResult.NotUsable;
import io.meterbridge.cost.ReadingTerms;
import io.meterbridge.cost.Readings;
import io.meterbridge.cost.Series;
import io.meterbridge.metering.IncludedTerms;
import io.meterbridge.orb.CostQuestion;
import io.meterbridge.orb.OrbFailure;
import io.meterbridge.orb.OrbSubscription;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A subscription's cost as far as it has been read for its first mapping, window by window.
 *
 * @param series  every series seen, none sealed yet: the first account-hour seals what is final
 * @param readTo  end of the last window, or null before the first
 * @param calls   how often Orb was asked for costs
 * @param cost    the whole cost once {@code done}
 * @param included the part of it that included amounts have paid for
 * @param failure why reading ended early, or null
 */
public record MappingRead(
        MappingTarget target,
        OrbSubscription subscription,
        Instant baselineAt,
        List<Series> series,
        Instant readTo,
        int calls,
        boolean done,
        Cost cost,
        BigDecimal included,
        OrbFailure failure) {

    /** Ten years of history; a plan that wants more is wrong. */
    private static final int CALLS_MAX = 120;

    private static final Duration GRACE = Duration.ofHours(12);

    static MappingRead begin(MappingTarget target, OrbSubscription subscription) {
        var baselineAt = Baseline.at(subscription.zone(), target.submitFrom(), target.startAt(),
                subscription.start());
        return new MappingRead(target, subscription, baselineAt, List.of(), null, 0, false, Cost.ZERO,
                BigDecimal.ZERO, null);
    }

    /** What falls due with the next hour, before anything was ever sent. */
    BigDecimal amountDue() {
        return cost.net().subtract(included);
    }

    /** Whether another window has to be read. */
    public boolean goesOn() {
        return !done && failure == null;
    }

    CostQuestion question(Instant now) {
        return new CostQuestion(target.request().sellerId(), subscription.id(), window(now), target.sealedKey());
    }

    private ReadWindow window(Instant now) {
        return new ReadPlan(subscription.zone(), subscription.start(), subscription.end(), baselineAt, series,
                readTo, false).next(now);
    }

    /** Takes in the answer to one window; a throttled one is asked for again. */
    MappingRead with(Object answer, CostQuestion question) {
        if (answer instanceof OrbFailure orbFailure) {
            return orbFailure.kind() == OrbFailure.Kind.THROTTLED ? this : failed(orbFailure);
        }
        var result = Readings.read((CostReply) answer, terms());
        if (result instanceof NotUsable problem) {
            var kind = problem.problem() == ReadingResult.Problem.CURRENCY_MISMATCH
                    ? OrbFailure.Kind.REFUSED
                    : OrbFailure.Kind.TRANSIENT;
            return failed(OrbFailure.of(kind, problem.detail()));
        }
        if (calls >= CALLS_MAX) {
            return failed(OrbFailure.of(OrbFailure.Kind.TRANSIENT, "the history is longer than can be read"));
        }
        var reading = ((ReadingResult.Read) result).reading();
        return next(reading, question.window());
    }

    private MappingRead next(CostReading reading, ReadWindow window) {
        var terms = IncludedTerms.upTo(reading, target.included(), List.of(), subscription.zone(),
                BigDecimal.ZERO);
        return new MappingRead(target, subscription, baselineAt, reading.series(), window.to(), calls + 1,
                window.settles(), reading.total(), IncludedTerms.consumed(terms), null);
    }

    private MappingRead failed(OrbFailure orbFailure) {
        return new MappingRead(target, subscription, baselineAt, series, readTo, calls + 1, false, cost,
                included, orbFailure);
    }

    private ReadingTerms terms() {
        return new ReadingTerms(CostBasis.valueOf(target.costBasis().toUpperCase(Locale.ROOT)),
                target.currency(), baselineAt, series, Set.of(), Cost.ZERO, subscription.periodStart(),
                subscription.periodEnd(), GRACE);
    }
}
