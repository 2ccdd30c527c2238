package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What comes in after the last hour of a contract goes into the hours it had and left free. */
@Proves("M-24")
class UnmappedTest extends Story {

    @Test
    void lateUsageGoesIntoTheNewestHourThatTheContractLeftFree() {
        at("2026-04-03T13:30:00Z");
        var contract = seller().contract("2026-04-03T13:00:00Z");
        var subscription = contract.subscription("2026-04-03T00:00:00Z");
        WorldContract.use(subscription, "2026-04-03T14:10:00Z", "1.00");
        meter("2026-04-03T13:00:00Z");
        meter("2026-04-03T14:00:00Z");
        subscription.lateCost("api-calls", Instant.parse("2026-04-03T15:50:00Z"),
                Instant.parse("2026-04-03T16:02:00Z"), new BigDecimal("0.70"));
        subscription.lateCost("api-calls", Instant.parse("2026-04-03T15:55:00Z"),
                Instant.parse("2026-04-03T17:01:00Z"), new BigDecimal("0.20"));
        subscription.lateCost("api-calls", Instant.parse("2026-04-03T15:56:00Z"),
                Instant.parse("2026-04-03T18:01:00Z"), new BigDecimal("0.05"));

        at("2026-04-03T16:00:00Z");
        contract.unmap();
        meter("2026-04-03T15:00:00Z");
        assertThat(told(contract)).containsExactly("03T14 accepted 100", "03T15 accepted 70");
        meter("2026-04-03T16:00:00Z");
        assertThat(told(contract)).containsExactly("03T13 accepted 20", "03T14 accepted 100",
                "03T15 accepted 70");

        // no hour is left that could carry the last five units: they stay, in sight
        meter("2026-04-03T17:00:00Z");
        assertThat(contract.acceptedUnits()).isEqualTo(190);
        assertLeft(subscription, "0.05");
    }
}
