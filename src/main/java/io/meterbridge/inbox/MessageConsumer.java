package io.meterbridge.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One seller's consumer of one cloud's messages, as this replica runs it or tries to. */
final class MessageConsumer {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /**
     * Whose and which.
     *
     * @param version when the seller's connection was saved last
     */
    record Of(UUID sellerId, String cloud, Instant version) {
    }

    final Of of;
    final String routeId;
    private volatile Instant lastSign;
    private volatile String trouble;
    private int failures;
    private Instant startAt = Instant.MIN;
    private String bean;

    MessageConsumer(Of of, String routeId) {
        this.of = of;
        this.routeId = routeId;
    }

    /**
     * It has just begun to listen.
     *
     * @param name of its client in the registry
     */
    void started(Instant now, String name) {
        lastSign = now;
        trouble = null;
        bean = name;
    }

    String bean() {
        return bean;
    }

    /** It heard something, if only that there is nothing. */
    void alive(Instant now) {
        lastSign = now;
        trouble = null;
        failures = 0;
    }

    void inTrouble(String what) {
        trouble = what;
    }

    /** It was stopped; it begins again after a pause that doubles. */
    void stopped(Instant now) {
        lastSign = null;
        bean = null;
        failures++;
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 8));
        startAt = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    boolean isRunning() {
        return lastSign != null;
    }

    boolean mayStart(Instant now) {
        return !isRunning() && !startAt.isAfter(now);
    }

    /** What is wrong with it, or null. */
    String trouble() {
        return trouble;
    }

    boolean isSilentSince(Instant instant) {
        return isRunning() && lastSign.isBefore(instant);
    }
}
