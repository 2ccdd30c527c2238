package io.meterbridge.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-22")
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "' 120 ', PT2M",
        "999999999, PT24H",
        "'Fri, 20 Nov 2026 13:00:30 GMT', PT30S",
        "'Fri, 20 Nov 2026 12:00:00 GMT', PT0S"})
    void secondsAndDatesAreUnderstoodUpToADay(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void whatCannotBeUnderstoodSaysNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
