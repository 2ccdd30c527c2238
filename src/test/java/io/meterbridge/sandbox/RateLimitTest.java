package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, nanos::get);

    @Test
    void noSecondHoldsMoreCallsThanAllowed() {
        assertThat(limit.admits()).isTrue();
        nanos.set(900_000_000L);
        assertThat(limit.admits()).isTrue();
        nanos.set(999_999_999L);
        assertThat(limit.admits()).isFalse();
        nanos.set(1_000_000_000L);
        assertThat(limit.admits()).isTrue();
        assertThat(limit.admits()).isFalse();
        assertThat(limit.refused()).isEqualTo(2);
    }

    @Test
    void aLimitCanBeRaisedAndSwitchedOff() {
        limit.set(3);
        assertThat(limit.admits() && limit.admits() && limit.admits()).isTrue();
        assertThat(limit.admits()).isFalse();
        limit.switchOff();
        assertThat(limit.admits()).isTrue();
    }
}
