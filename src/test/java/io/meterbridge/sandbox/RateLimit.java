package io.meterbridge.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * At most so many calls within any one second of real time, the strictest reading of a documented
 * "n requests per second". Real time, because a frozen sandbox clock would never let a call pass.
 */
final class RateLimit {

    private static final long ONE_SECOND_NANOS = 1_000_000_000L;
    private static final int UNLIMITED = 0;

    private final LongSupplier nanoTime;
    private final Deque<Long> admittedNanos = new ArrayDeque<>();
    private int perSecond;
    private long refused;

    RateLimit(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    synchronized void set(int newPerSecond) {
        perSecond = newPerSecond;
    }

    synchronized void switchOff() {
        perSecond = UNLIMITED;
    }

    /** Whether this call is within the limit; a refused call uses nothing up. */
    synchronized boolean admits() {
        if (perSecond == UNLIMITED) {
            return true;
        }
        var now = nanoTime.getAsLong();
        while (!admittedNanos.isEmpty() && now - admittedNanos.peekFirst() >= ONE_SECOND_NANOS) {
            admittedNanos.removeFirst();
        }
        if (admittedNanos.size() >= perSecond) {
            refused++;
            return false;
        }
        admittedNanos.addLast(now);
        return true;
    }

    synchronized long refused() {
        return refused;
    }
}
