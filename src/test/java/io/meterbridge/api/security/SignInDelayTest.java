package io.meterbridge.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meterbridge.Proves;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.config.MeterbridgeProperties;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Guessing gets slower and slower, for a client id and for an address, and nobody else notices. */
@Proves("R-59")
class SignInDelayTest {

    private static final String GUESSER = "192.0.2.1";
    private static final String OTHER = "192.0.2.2";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SignInDelay delay = new SignInDelay(new MeterbridgeProperties.SignIn(3, 5), nanos::get);

    @Test
    void theFirstFailuresCostNoWait() {
        fail("mb_1", GUESSER, 3);

        assertThatCode(() -> delay.check("mb_1", GUESSER)).doesNotThrowAnyException();
    }

    @Test
    void theWaitDoublesUpToAMinute() {
        fail("mb_1", GUESSER, 3);
        for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            delay.failed("mb_1", OTHER + seconds);
            assertThat(waitOf("mb_1", "192.0.2.9")).isEqualTo(Duration.ofSeconds(seconds));
            nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
            assertThatCode(() -> delay.check("mb_1", "192.0.2.9")).doesNotThrowAnyException();
        }
    }

    @Test
    void anAddressThatTriesManyClientsWaitsAndTheClientsDoNot() {
        for (var i = 0; i < 6; i++) {
            delay.failed("mb_" + i, GUESSER);
        }

        assertThat(waitOf("mb_unheard_of", GUESSER)).isEqualTo(Duration.ofSeconds(1));
        assertThatCode(() -> delay.check("mb_1", OTHER)).doesNotThrowAnyException();
    }

    @Test
    void successClearsTheClientAndNotTheAddress() {
        fail("mb_1", GUESSER, 6);
        delay.succeeded("mb_1");

        assertThatCode(() -> delay.check("mb_1", OTHER)).doesNotThrowAnyException();
        assertThat(waitOf("mb_1", GUESSER)).isPositive();
    }

    @Test
    void failuresOfLongAgoAreForgotten() {
        fail("mb_1", GUESSER, 4);
        nanos.addAndGet(Duration.ofMinutes(16).toNanos());
        fail("mb_1", OTHER, 3);

        assertThatCode(() -> delay.check("mb_1", OTHER)).doesNotThrowAnyException();
    }

    @Test
    void aFloodOfNamesTakesBoundedMemory() {
        var failures = new Failures(0, nanos::get);
        failures.note("first");
        assertThat(failures.waitOf("first")).isPositive();

        for (var i = 0; i < 10_000; i++) {
            failures.note("name " + i);
        }

        assertThat(failures.waitOf("first")).isZero();
        assertThat(failures.waitOf("name 9999")).isPositive();
    }

    private void fail(String clientId, String source, int times) {
        for (var i = 0; i < times; i++) {
            delay.failed(clientId, source);
        }
    }

    private Duration waitOf(String clientId, String source) {
        return catchThrowableOfType(ProblemException.class, () -> delay.check(clientId, source)).retryAfter();
    }
}
