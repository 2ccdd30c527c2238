package io.meterbridge.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery that failed is tried again. While an event's deadline has not passed its waits are
 * short and the last of them repeats; after it, and for all other events, they grow over days.
 * Arithmetic only; chance comes in as a number.
 */
final class RetryLadder {

    private final List<Duration> usual;
    private final List<Duration> beforeDeadline;
    private final int jitterPercent;

    /**
     * A ladder.
     *
     * @param usual          the wait after each attempt; after the last one a delivery is given up
     * @param beforeDeadline the same while a deadline has not passed
     * @param jitterPercent  how far a wait may be longer or shorter, 0 to 50
     */
    RetryLadder(List<Duration> usual, List<Duration> beforeDeadline, int jitterPercent) {
        if (usual.isEmpty() || beforeDeadline.isEmpty() || jitterPercent < 0 || jitterPercent > 50) {
            throw new IllegalArgumentException("meterbridge.webhooks needs retries, deadline-retries and a "
                    + "jitter-percent of 0 to 50");
        }
        this.usual = List.copyOf(usual);
        this.beforeDeadline = List.copyOf(beforeDeadline);
        this.jitterPercent = jitterPercent;
    }

    /**
     * The instant of the next attempt, or nothing when the delivery is given up.
     *
     * @param step     attempts made since the delivery was recorded or replayed, at least 1
     * @param now      when the last one ended
     * @param deadline the event's deadline, or null
     * @param asked    how long the receiver asks to be left alone, or null
     * @param chance   from 0 to 1
     */
    Optional<Instant> next(int step, Instant now, Instant deadline, Duration asked, double chance) {
        if (deadline != null && now.isBefore(deadline)) {
            var wait = beforeDeadline.get(Math.min(step, beforeDeadline.size()) - 1);
            // a receiver that asks for more than is left is tried once more at the last moment
            return Optional.of(now.plus(longer(jittered(wait, chance), asked, Duration.between(now, deadline))));
        }
        return afterDeadline(now, deadline)
                .or(() -> step <= usual.size() ? Optional.of(usual.get(step - 1)) : Optional.empty())
                .map(wait -> now.plus(longer(jittered(wait, chance), asked, asked)));
    }

    /** Attempts before a deadline do not count on the usual ladder: it is climbed by the time since then. */
    private Optional<Duration> afterDeadline(Instant now, Instant deadline) {
        if (deadline == null) {
            return Optional.empty();
        }
        var step = deadline;
        for (var wait : usual) {
            step = step.plus(wait);
            if (step.isAfter(now)) {
                return Optional.of(Duration.between(now, step));
            }
        }
        return Optional.empty();
    }

    private Duration jittered(Duration wait, double chance) {
        var millis = wait.toMillis();
        return Duration.ofMillis(millis + Math.round(millis * (chance * 2 - 1) * jitterPercent / 100));
    }

    /** At least what was asked for, as far as that goes. */
    private static Duration longer(Duration wait, Duration asked, Duration atMost) {
        if (asked == null) {
            return wait;
        }
        var bounded = asked.compareTo(atMost) > 0 ? atMost : asked;
        return wait.compareTo(bounded) >= 0 ? wait : bounded;
    }
}
