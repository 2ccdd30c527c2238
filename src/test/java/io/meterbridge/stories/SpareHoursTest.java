package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import org.junit.jupiter.api.Test;

/** One completed hour in six stays without a record, so that late and final units find a slot. */
@Proves("M-11")
class SpareHoursTest extends Story {

    @Test
    void everySixthHourStaysFreeAndItsUnitsGoWithTheNext() {
        at("2026-02-02T01:00:00Z");
        var contract = seller().contract("2026-02-02T00:00:00Z");
        var subscription = contract.subscription("2026-02-02T00:00:00Z");

        for (int hour = 0; hour < 7; hour++) {
            var start = "2026-02-02T0" + hour;
            WorldContract.use(subscription, start + ":30:00Z", "1.00");
            meter(start + ":00:00Z");
        }

        assertThat(told(contract)).containsExactly("02T00 accepted 100", "02T01 accepted 100",
                "02T02 accepted 100", "02T03 accepted 100", "02T04 accepted 100", "02T06 accepted 200");
        assertLeft(subscription, "0");
    }

    @Test
    void theLastTwoHoursOfAMonthAreNotKeptFree() {
        at("2026-02-28T18:00:00Z");
        var contract = seller().contract("2026-02-28T17:00:00Z");
        var subscription = contract.subscription("2026-02-28T00:00:00Z");

        for (int hour = 17; hour < 24; hour++) {
            var start = "2026-02-28T" + hour;
            WorldContract.use(subscription, start + ":30:00Z", "1.00");
            meter(start + ":00:00Z");
        }
        WorldContract.use(subscription, "2026-03-01T00:30:00Z", "1.00");
        meter("2026-03-01T00:00:00Z");

        assertThat(told(contract)).containsExactly("28T17 accepted 100", "28T18 accepted 100",
                "28T19 accepted 100", "28T20 accepted 100", "28T21 accepted 100", "28T22 accepted 100",
                "28T23 accepted 100");
        assertLeft(subscription, "1.00");
    }
}
