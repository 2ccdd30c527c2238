package io.meterbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of waits, before a deadline and without one. */
@Proves("R-42")
class RetryLadderTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<Duration> USUAL =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(2));
    private static final List<Duration> DENSE = List.of(Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final double MEAN = 0.5;

    private final RetryLadder ladder = new RetryLadder(USUAL, DENSE, 10);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            step | deadline in | asked | next in
            1    | -           | -     | PT5S
            2    | -           | -     | PT5M
            3    | -           | -     | PT2H
            4    | -           | -     | -
            1    | -           | PT10M | PT10M
            2    | -           | PT1S  | PT5M
            4    | -           | PT1H  | -
            1    | PT15M       | -     | PT5S
            2    | PT15M       | -     | PT1M
            9    | PT15M       | -     | PT1M
            99   | PT15M       | -     | PT1M
            1    | PT15M       | PT10M | PT10M
            1    | PT15M       | PT1H  | PT15M
            30   | -PT1S       | -     | PT4S
            30   | -PT5S       | -     | PT5M
            30   | -PT10M      | -     | PT1H55M5S
            30   | -PT3H       | -     | -
            2    | -PT3H       | -     | PT5M
            """, useHeadersInDisplayName = true)
    void waitsAsTheTableSays(int step, String deadlineIn, String asked, String nextIn) {
        var deadline = deadlineIn == null ? null : NOW.plus(Duration.parse(deadlineIn));

        assertThat(ladder.next(step, NOW, deadline, asked == null ? null : Duration.parse(asked), MEAN)
                .map(next -> Duration.between(NOW, next)).orElse(null))
                .isEqualTo(nextIn == null ? null : Duration.parse(nextIn));
    }

    @Test
    void waitsDifferByChanceSoThatRetriesSpread() {
        assertThat(ladder.next(2, NOW, null, null, 0)).contains(NOW.plusSeconds(270));
        assertThat(ladder.next(2, NOW, null, null, 1)).contains(NOW.plusSeconds(330));
        assertThat(new RetryLadder(USUAL, DENSE, 0).next(2, NOW, null, null, 1)).contains(NOW.plusSeconds(300));
    }

    @Test
    void aLadderWithoutStepsIsRefused() {
        assertThatThrownBy(() -> new RetryLadder(List.of(), DENSE, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryLadder(USUAL, List.of(), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryLadder(USUAL, DENSE, 51))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
