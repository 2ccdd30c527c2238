package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import org.junit.jupiter.api.Test;

/** Totals, not deltas: whoever was away bills in one record what the missed hours owe. */
@Proves({"R-03", "R-20"})
class DowntimeTest extends Story {

    @Test
    void afterAWeekDownTheNewestHourTakesWhatTheMissedOnesOwe() {
        at("2026-02-09T14:30:00Z");
        var contract = seller().contract("2026-02-09T14:00:00Z");
        var subscription = contract.subscription("2026-02-09T00:00:00Z");
        WorldContract.use(subscription, "2026-02-09T14:10:00Z", "1.00");
        meter("2026-02-09T14:00:00Z");

        for (int day = 10; day < 17; day++) {
            WorldContract.use(subscription, "2026-02-" + day + "T09:00:00Z", "7.007");
        }
        at("2026-02-16T15:05:00Z");
        meter("2026-02-16T14:00:00Z");

        // 7 days at 7.007 are 49.049: 4904 units, and 0.009 is carried
        assertThat(told(contract)).containsExactly("09T14 accepted 100", "16T14 accepted 4904");
        assertThat(contract.acceptedUnits()).isEqualTo(5004);
        assertLeft(subscription, "0.009");
    }

    @Test
    void anHourMeteredTwiceBillsItOnce() {
        at("2026-02-17T14:30:00Z");
        var contract = seller().contract("2026-02-17T14:00:00Z");
        var subscription = contract.subscription("2026-02-17T00:00:00Z");
        WorldContract.use(subscription, "2026-02-17T14:10:00Z", "1.00");
        meter("2026-02-17T14:00:00Z");
        WorldContract.use(subscription, "2026-02-17T15:06:00Z", "0.50");
        meter("2026-02-17T14:00:00Z");
        assertThat(told(contract)).containsExactly("17T14 accepted 100");

        meter("2026-02-17T15:00:00Z");
        assertThat(told(contract)).containsExactly("17T14 accepted 100", "17T15 accepted 50");
    }
}
