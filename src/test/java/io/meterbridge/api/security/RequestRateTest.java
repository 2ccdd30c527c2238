package io.meterbridge.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@Proves("R-59")
class RequestRateTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RequestRate rate = new RequestRate(1200, nanos::get);

    @Test
    void aMinutesWorthPassesAtOnceAndNoMore() {
        for (var i = 0; i < 1200; i++) {
            assertThat(rate.waitOf("one")).isZero();
        }
        assertThat(rate.waitOf("one")).isEqualTo(Duration.ofMillis(50));
        assertThat(rate.waitOf("another")).isZero();
    }

    @Test
    void whatWasRefusedCostsNothingAndTimeGivesRoomAgain() {
        for (var i = 0; i < 1300; i++) {
            rate.waitOf("one");
        }
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(rate.waitOf("one")).isZero();
        assertThat(rate.waitOf("one")).isZero();
        assertThat(rate.waitOf("one")).isPositive();
    }
}
