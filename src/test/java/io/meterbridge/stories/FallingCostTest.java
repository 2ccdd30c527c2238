package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** AWS takes no negative units, so usage to come makes up for a cost that fell. */
@Proves({"R-01", "R-04"})
class FallingCostTest extends Story {

    @Test
    void moreUsageFirstMakesUpForWhatWasBilledTooMuch() {
        at("2026-02-18T14:30:00Z");
        var contract = seller().contract("2026-02-18T14:00:00Z");
        var subscription = contract.subscription("2026-02-18T00:00:00Z");
        WorldContract.use(subscription, "2026-02-18T14:10:00Z", "5.00");
        meter("2026-02-18T14:00:00Z");
        subscription.correct("api-calls", Instant.parse("2026-02-18T14:10:00Z"), new BigDecimal("-2.00"));

        meter("2026-02-18T15:00:00Z");
        assertLeft(subscription, "-2.00");
        WorldContract.use(subscription, "2026-02-18T16:10:00Z", "1.50");
        meter("2026-02-18T16:00:00Z");
        assertLeft(subscription, "-0.50");
        WorldContract.use(subscription, "2026-02-18T17:10:00Z", "1.004");
        meter("2026-02-18T17:00:00Z");

        assertThat(told(contract)).containsExactly("18T14 accepted 500", "18T17 accepted 50");
        assertLeft(subscription, "0.004");
    }
}
