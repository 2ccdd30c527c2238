package io.meterbridge.api.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long somebody who keeps failing has to wait: not at all for the first failures, then a second that
 * doubles with each. Remembers so many of them and no more; who failed least lately is forgotten first. It
 * runs on the process's own monotonic time, because it guards this process and bills nobody.
 */
final class Failures {

    private static final int REMEMBERED = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** One second doubled so often is beyond the longest wait. */
    private static final int MOST_DOUBLINGS = 6;

    private final int free;
    private final LongSupplier nanoTime;
    private final Map<String, Failed> failed = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Nobody failed yet.
     *
     * @param free failures that cost no wait
     */
    Failures(int free, LongSupplier nanoTime) {
        this.free = free;
        this.nanoTime = nanoTime;
    }

    /** Zero when this one may try now. */
    synchronized Duration waitOf(String who) {
        var known = failed.get(who);
        return known == null ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, known.untilNanos() - nanoTime.getAsLong()));
    }

    /** One more failure. */
    synchronized void note(String who) {
        var now = nanoTime.getAsLong();
        var before = failed.get(who);
        var old = before == null || now - before.lastNanos() > FORGOTTEN_AFTER.toNanos();
        var times = old ? 1 : before.times() + 1;
        failed.put(who, new Failed(times, now, now + waitAfter(times).toNanos()));
    }

    /** This one succeeded. */
    synchronized void forget(String who) {
        failed.remove(who);
    }

    private Duration waitAfter(int times) {
        if (times <= free) {
            return Duration.ZERO;
        }
        var doubled = SHORTEST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, times - free - 1));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private record Failed(int times, long lastNanos, long untilNanos) {
    }
}
