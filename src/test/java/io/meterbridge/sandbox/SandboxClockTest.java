package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aFrozenClockMovesOnlyWhenItIsMoved() {
        var clock = SandboxClock.frozenAt(MARCH);

        clock.advance(Duration.ofHours(25));
        assertThat(clock.instant()).isEqualTo("2026-03-02T01:00:00Z");
        clock.set(MARCH);
        assertThat(clock.instant()).isEqualTo(MARCH);
    }

    @Test
    void aRunningClockRunsOnFromWhereItIsSet() {
        var clock = SandboxClock.running();
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));

        clock.set(MARCH);
        var first = clock.instant();
        while (!clock.instant().isAfter(first)) {
            Thread.onSpinWait();
        }
        assertThat(clock.instant()).isCloseTo(MARCH, within(5, ChronoUnit.SECONDS));
        assertThat(clock.aheadOfMachine())
                .isCloseTo(Duration.between(Instant.now(), MARCH), Duration.ofSeconds(5));
    }

    @Test
    void aClockCanBeStoppedAndStarted() {
        var clock = SandboxClock.running();

        clock.freeze();
        assertThat(clock.instant()).isEqualTo(clock.instant());
        clock.run();
        clock.advance(Duration.ofDays(1));
        assertThat(clock.aheadOfMachine())
                .isCloseTo(Duration.ofDays(1), Duration.ofSeconds(5));
    }
}
