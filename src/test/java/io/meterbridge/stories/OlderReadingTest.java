package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An account is settled on the newest reading; whoever comes with an older one changes nothing. */
@Proves("M-07")
class OlderReadingTest extends Story {

    @Test
    void aReaderThatLostItsLeaseIsRefused() throws InterruptedException {
        at("2026-03-19T14:30:00Z");
        var contract = seller().contract("2026-03-19T14:00:00Z");
        var subscription = contract.subscription("2026-03-19T00:00:00Z");
        WorldContract.use(subscription, "2026-03-19T14:40:00Z", "1.00");
        var hold = orb().costsFaults().next(1).to(subscription.id()).holdAfterWork();
        at("2026-03-19T15:05:00Z");
        world().open("2026-03-19T14:00:00Z");
        try {
            hold.awaitArrival(Duration.ofSeconds(10));
            // by now Orb says less than it told the first reader
            correct(subscription, "-0.40");
            pass(Duration.ofSeconds(60));
            world().awaitFinished("2026-03-19T14:00:00Z");
            assertThat(told(contract)).containsExactly("19T14 accepted 60");
        } finally {
            hold.release();
        }

        meter("2026-03-19T15:00:00Z");
        assertThat(told(contract)).containsExactly("19T14 accepted 60");
        assertLeft(subscription, "0");
    }

    @Test
    void aClockThatGoesBackSettlesNothingUntilItHasCaughtUp() {
        at("2026-03-20T14:30:00Z");
        var contract = seller().contract("2026-03-20T14:00:00Z");
        var subscription = contract.subscription("2026-03-20T00:00:00Z");
        WorldContract.use(subscription, "2026-03-20T14:40:00Z", "1.00");
        at("2026-03-20T16:06:00Z");
        meter("2026-03-20T14:00:00Z");

        WorldContract.use(subscription, "2026-03-20T15:40:00Z", "0.50");
        at("2026-03-20T16:05:00Z");
        world().open("2026-03-20T15:00:00Z");
        lookForAccounts();
        assertThat(told(contract)).containsExactly("20T14 accepted 100");

        at("2026-03-20T16:06:01Z");
        world().awaitFinished("2026-03-20T15:00:00Z");
        assertThat(told(contract)).containsExactly("20T14 accepted 100", "20T15 accepted 50");
        assertLeft(subscription, "0");
    }

    private static void correct(OrbSubscription subscription, String amount) {
        subscription.correct("api-calls", Instant.parse("2026-03-19T14:40:00Z"),
                new BigDecimal(amount));
    }
}
