package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A zero takes its hour's slot, so it is told only when no units need that slot any more. */
@Proves({"M-11", "R-26"})
class LateZerosTest extends Story {

    @Test
    void anIdleHourIsToldAsZeroOnceItIs18HoursOld() {
        at("2026-02-04T14:30:00Z");
        var contract = seller().tellsZeros().contract("2026-02-04T14:00:00Z");
        contract.subscription("2026-02-04T00:00:00Z");
        meter("2026-02-04T14:00:00Z");
        meter("2026-02-04T15:00:00Z");
        assertThat(told(contract)).isEmpty();

        at("2026-02-05T08:59:59Z");
        awaitTold(contract, "04T14 accepted 0");
        at("2026-02-05T09:00:00Z");
        awaitTold(contract, "04T14 accepted 0", "04T15 accepted 0");
    }

    @Test
    void anHourThatCouldNotBeReadIsNotToldAsZero() {
        at("2026-02-06T14:30:00Z");
        var seller = seller().tellsZeros();
        var read = seller.contract("2026-02-06T14:00:00Z");
        read.subscription("2026-02-06T00:00:00Z");
        var unread = seller.contract("2026-02-06T14:00:00Z");
        var subscription = unread.subscription("2026-02-06T00:00:00Z");
        orb().costsFaults().always().to(subscription.id()).answer(404, Map.of(), "");
        meter("2026-02-06T14:00:00Z");

        at("2026-02-07T08:00:00Z");
        awaitTold(read, "06T14 accepted 0");
        assertThat(told(unread)).isEmpty();
    }

    @Test
    void theIdleHoursOfAMonthAreToldHalfAnHourBeforeItCloses() {
        at("2026-03-31T22:30:00Z");
        var contract = seller().tellsZeros().contract("2026-03-31T22:00:00Z");
        contract.subscription("2026-03-31T00:00:00Z");
        meter("2026-03-31T22:00:00Z");
        meter("2026-03-31T23:00:00Z");
        meter("2026-04-01T00:00:00Z");

        at("2026-04-01T05:30:00Z");
        awaitTold(contract, "31T22 accepted 0", "31T23 accepted 0");
    }
}
