package io.meterbridge.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Chooses what to ask Orb next: always both bounds, always local midnights, never more than two
 * months at once (reference/orb.md 2.2, 12.4). History longer than that is read window by window.
 *
 * @param zone the Orb customer's time zone
 * @param subscriptionStart when the subscription begins
 * @param subscriptionEnd when it ended or will end, or null
 * @param baselineAt local midnight from which cost is billed, or null for all of it
 * @param open series that are not sealed
 * @param readTo end of the last window read, or null before the first
 * @param narrow true when Orb refused a whole period as too large
 */
public record ReadPlan(
        ZoneId zone,
        Instant subscriptionStart,
        Instant subscriptionEnd,
        Instant baselineAt,
        List<Series> open,
        Instant readTo,
        boolean narrow) {

    private static final int DAYS_MAX = 62;
    private static final int DAYS_STEP = 31;
    private static final int DAYS_MAX_NARROW = 3;

    /** A series missing for longer was taken back for good; it is no longer searched for. */
    private static final Duration SEARCH_MAX = Duration.ofHours(24);

    public ReadPlan {
        open = List.copyOf(open);
    }

    /** The next window to ask for. */
    public ReadWindow next(Instant now) {
        var to = end(now);
        var from = earlier(start(), LocalDays.plusDays(to, -1, zone));
        if (days(from, to) <= daysMax()) {
            return new ReadWindow(from, to, true);
        }
        var goOn = readTo == null ? from : later(from, LocalDays.plusDays(readTo, -1, zone));
        goOn = earlier(goOn, LocalDays.plusDays(to, -1, zone));
        if (days(goOn, to) <= daysMax()) {
            return new ReadWindow(earlier(goOn, oldestUnfinished(goOn, to, now)), to, true);
        }
        return new ReadWindow(
                goOn, LocalDays.plusDays(goOn, narrow ? DAYS_MAX_NARROW : DAYS_STEP, zone), false);
    }

    private int daysMax() {
        return narrow ? DAYS_MAX_NARROW : DAYS_MAX;
    }

    private Instant end(Instant now) {
        var afterNow =
                LocalDays.midnightAfter(
                        now.isBefore(subscriptionStart) ? subscriptionStart : now, zone);
        return subscriptionEnd == null
                ? afterNow
                : earlier(
                        afterNow,
                        later(
                                LocalDays.midnightNotBefore(subscriptionEnd, zone),
                                LocalDays.midnightAfter(subscriptionStart, zone)));
    }

    /**
     * Before the first reading: the day that ends at the baseline; later: the oldest series still
     * open.
     */
    private Instant start() {
        if (readTo == null) {
            var first =
                    baselineAt == null
                            ? subscriptionStart
                            : LocalDays.plusDays(baselineAt, -1, zone);
            return LocalDays.midnightNotAfter(later(first, subscriptionStart), zone);
        }
        var start = LocalDays.plusDays(readTo, -1, zone);
        for (var series : open) {
            start = earlier(start, LocalDays.midnightNotAfter(series.key().start(), zone));
        }
        // Of what lies before the baseline only its last day is needed: it shows every running
        // total there.
        return baselineAt == null ? start : later(start, LocalDays.plusDays(baselineAt, -1, zone));
    }

    /**
     * Series that stopped growing before the last window's end still have to show their last
     * bucket, as far back as one window reaches. One that is missing may have ended any number of
     * days ago.
     */
    private Instant oldestUnfinished(Instant goOn, Instant to, Instant now) {
        var farthest = LocalDays.plusDays(to, -daysMax(), zone);
        var oldest = goOn;
        for (var series : open) {
            if (series.missingSince() != null) {
                if (now.isBefore(series.missingSince().plus(SEARCH_MAX))) {
                    oldest =
                            earlier(
                                    oldest,
                                    later(
                                            farthest,
                                            LocalDays.midnightNotAfter(
                                                    series.key().start(), zone)));
                }
            } else if (readTo != null && series.lastEnd().isBefore(readTo)) {
                var lastDay =
                        LocalDays.plusDays(
                                LocalDays.midnightNotAfter(series.lastEnd(), zone), -1, zone);
                oldest = lastDay.isBefore(farthest) ? oldest : earlier(oldest, lastDay);
            }
        }
        return oldest;
    }

    private static long days(Instant from, Instant to) {
        return Duration.between(from, to).plusHours(2).toDays();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
