package io.meterbridge.landing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How many browsers one seller's landing pages take in a minute on this replica. Anybody can call them, and each
 * call may become one to the marketplace under the seller's name.
 */
@Component
class LandingRate {

    static final int PER_MINUTE = 120;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<UUID, Window> windows = new ConcurrentHashMap<>();

    LandingRate(InstantSource clock) {
        this.clock = clock;
    }

    private record Window(Instant begun, int calls) {
    }

    /** Whether one more is taken. */
    boolean admits(UUID sellerId) {
        var now = clock.instant();
        var window = windows.merge(sellerId, new Window(now, 1), (known, first) ->
                known.begun().plus(MINUTE).isAfter(now) ? new Window(known.begun(), known.calls() + 1) : first);
        return window.calls() <= PER_MINUTE;
    }
}
