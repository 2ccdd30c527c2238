package io.meterbridge.api.security;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many requests a credential may make to this process: a bucket that holds a minute's worth and fills
 * evenly. It runs on the process's own monotonic time, because it guards this process and bills nobody.
 */
public final class RequestRate {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int FORGET_ABOVE = 10_000;

    private final long costNanos;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Long> fullAgainAt = new ConcurrentHashMap<>();

    RequestRate(long perMinute, LongSupplier nanoTime) {
        this.costNanos = MINUTE_NANOS / perMinute;
        this.nanoTime = nanoTime;
    }

    /** Zero when the request may pass, else how long the credential should wait. */
    public Duration waitOf(String clientId) {
        var now = nanoTime.getAsLong();
        var tooMuch = new long[1];
        fullAgainAt.compute(clientId, (id, before) -> {
            var from = before == null || before - now < 0 ? now : before;
            var ahead = from + costNanos - now - MINUTE_NANOS;
            tooMuch[0] = Math.max(0, ahead);
            return ahead > 0 ? before : Long.valueOf(from + costNanos);
        });
        if (fullAgainAt.size() > FORGET_ABOVE) {
            fullAgainAt.values().removeIf(full -> full - now < 0);
        }
        return Duration.ofNanos(tooMuch[0]);
    }
}
