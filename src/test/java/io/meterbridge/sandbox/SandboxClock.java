package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one clock of a sandbox. It runs like the machine's clock with an offset, or stands still;
 * either way it can be set. Safe for use by many threads.
 */
public final class SandboxClock implements InstantSource {

    private volatile Reading reading;

    private SandboxClock(Reading reading) {
        this.reading = reading;
    }

    /** A clock that shows the machine's time until it is set. */
    public static SandboxClock running() {
        return new SandboxClock(new Reading(Duration.ZERO, null));
    }

    /** A clock that shows this instant until it is set, advanced or started. */
    public static SandboxClock frozenAt(Instant instant) {
        return new SandboxClock(new Reading(Duration.ZERO, instant));
    }

    @Override
    public Instant instant() {
        return reading.instant();
    }

    /** Shows this instant now; a running clock runs on from it, a frozen one stays there. */
    public synchronized void set(Instant instant) {
        reading = reading.frozenAt() == null ? runningFrom(instant) : frozen(instant);
    }

    /** Moves the clock by a duration, which may be negative. */
    public synchronized void advance(Duration duration) {
        set(instant().plus(duration));
    }

    /** Stops the clock where it is. */
    public synchronized void freeze() {
        reading = frozen(instant());
    }

    /** Lets the clock run on from where it is. */
    public synchronized void run() {
        reading = runningFrom(instant());
    }

    /** How far this clock is ahead of the machine's clock at the moment. */
    public Duration aheadOfMachine() {
        return Duration.between(Instant.now(), instant());
    }

    private static Reading frozen(Instant instant) {
        return new Reading(Duration.ZERO, instant);
    }

    private static Reading runningFrom(Instant instant) {
        return new Reading(Duration.between(Instant.now(), instant), null);
    }

    private record Reading(Duration offset, Instant frozenAt) {

        Instant instant() {
            return frozenAt != null ? frozenAt : Instant.now().plus(offset);
        }
    }
}
