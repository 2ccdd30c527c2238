package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** AWS takes an hour for a day: what never arrived by then goes out later, what may have arrived does not. */
@Proves({"R-21", "M-13"})
class ClosedWindowTest extends Story {

    @Test
    void aRecordThatNeverLeftExpiresAndItsUnitsGoOutWithALaterHour() {
        at("2026-03-12T14:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-03-12T14:00:00Z");
        var subscription = contract.subscription("2026-03-12T00:00:00Z");
        WorldContract.use(subscription, "2026-03-12T14:40:00Z", "3.00");
        WorldContract.use(subscription, "2026-03-13T13:40:00Z", "1.00");
        seller.refuseAwsKey();
        at("2026-03-12T15:05:00Z");
        world().open("2026-03-12T14:00:00Z");
        // refused once: no call is on its way while the clock jumps
        awaitTold(contract, "12T14 frozen 300");
        Awaitility.await().until(() -> ((Number) only(contract, "attempts")).intValue() > 0);

        at("2026-03-13T13:54:59Z");
        look();
        assertThat(told(contract)).containsExactly("12T14 frozen 300");
        at("2026-03-13T13:55:00Z");
        awaitTold(contract, "12T14 expired 300");
        assertThat(only(contract, "reason")).isEqualTo("window-closed");
        assertCommitted(subscription, "0");

        seller.acceptAwsKey();
        at("2026-03-13T17:00:00Z");
        meter("2026-03-13T13:00:00Z");
        assertThat(told(contract)).containsExactly("12T14 expired 300", "13T13 accepted 400");
        assertThat(contract.acceptedUnits()).isEqualTo(400);
        assertLeft(subscription, "0");
    }

    @Test
    void aRecordThatMayHaveArrivedStaysUnknownAndIsNotBilledAgain() {
        at("2026-03-14T14:30:00Z");
        var contract = seller().contract("2026-03-14T14:00:00Z");
        var subscription = contract.subscription("2026-03-14T00:00:00Z");
        WorldContract.use(subscription, "2026-03-14T14:40:00Z", "3.00");
        WorldContract.use(subscription, "2026-03-15T13:40:00Z", "1.00");
        aws().faults().next(1).closeWithoutAnswer();
        meter("2026-03-14T14:00:00Z");
        assertThat(told(contract)).containsExactly("14T14 unknown 300");

        at("2026-03-15T14:05:00Z");
        meter("2026-03-15T13:00:00Z");
        look();

        assertThat(told(contract)).containsExactly("14T14 unknown 300", "15T13 accepted 100");
        assertThat(callsFor(contract)).as("the closed hour was sent once").hasSize(2);
        assertCommitted(subscription, "4.00");
        assertLeft(subscription, "0");
    }
}
