package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The account is the Orb subscription: a new licence changes where units go, not how many there are. */
@Proves({"M-01", "M-08"})
class RenewalTest extends Story {

    @Test
    void theSuccessorBillsOnlyWhatTheOldLicenceDidNot() {
        at("2026-02-10T14:30:00Z");
        var old = seller().contract("2026-02-10T13:00:00Z");
        var subscription = old.subscription("2026-02-10T00:00:00Z");
        WorldContract.use(subscription, "2026-02-10T13:10:00Z", "119.90");
        meter("2026-02-10T13:00:00Z");

        at("2026-02-10T15:00:00Z");
        var successor = old.renewedAt("2026-02-10T15:00:00Z");
        var due = successor.mapTo(subscription).amountDue();
        WorldContract.use(subscription, "2026-02-10T15:10:00Z", "0.10");
        meter("2026-02-10T14:00:00Z");
        meter("2026-02-10T15:00:00Z");

        assertThat(due).isEqualByComparingTo("0");
        assertThat(told(old)).containsExactly("10T13 accepted 11990");
        assertThat(told(successor)).containsExactly("10T15 accepted 10");
        assertLeft(subscription, "0");
    }

    @Test
    void unitsThatTheEndedLicenceRefusedGoOutUnderTheNewOne() {
        at("2026-02-11T13:30:00Z");
        var old = seller().contract("2026-02-11T13:00:00Z");
        var subscription = old.subscription("2026-02-11T00:00:00Z");
        for (var hour : new String[] {"13", "14", "15"}) {
            WorldContract.use(subscription, "2026-02-11T" + hour + ":10:00Z", "1.00");
        }
        WorldContract.use(subscription, "2026-02-11T16:10:00Z", "0.50");
        meter("2026-02-11T13:00:00Z");
        old.agreement().endsAt(Instant.parse("2026-02-11T14:00:00Z"));
        meter("2026-02-11T14:00:00Z");
        assertThat(state(subscription)).isEqualTo("parked customer-not-entitled");
        assertCommitted(subscription, "1.00");
        meter("2026-02-11T15:00:00Z");

        at("2026-02-11T16:30:00Z");
        var successor = old.renewedAt("2026-02-11T14:00:00Z");
        assertThat(successor.mapTo(subscription).amountDue()).isEqualByComparingTo("2.00");
        meter("2026-02-11T16:00:00Z");

        assertThat(told(old)).containsExactly("11T13 accepted 100", "11T14 rejected 100");
        assertThat(told(successor)).containsExactly("11T16 accepted 250");
        assertThat(old.acceptedUnits() + successor.acceptedUnits()).isEqualTo(350);
        assertLeft(subscription, "0");
    }
}
