package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import org.junit.jupiter.api.Test;

/** A contract that is mapped elsewhere, and back: every subscription keeps its own account. */
@Proves({"M-01", "M-02"})
class RemappingTest extends Story {

    @Test
    void aSubscriptionMappedAgainGoesOnWhereItWas() {
        at("2026-02-12T14:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-02-12T14:00:00Z");
        var first = contract.subscription("2026-02-12T00:00:00Z");
        WorldContract.use(first, "2026-02-12T14:20:00Z", "1.00");
        meter("2026-02-12T14:00:00Z");

        at("2026-02-12T15:20:00Z");
        WorldContract.use(first, "2026-02-12T15:10:00Z", "0.30");
        var second = contract.subscription("2026-02-12T00:00:00Z");
        WorldContract.use(second, "2026-02-12T15:30:00Z", "0.70");
        meter("2026-02-12T15:00:00Z");
        meter("2026-02-12T16:00:00Z");
        assertThat(told(contract)).containsExactly("12T14 accepted 100", "12T16 accepted 70");

        at("2026-02-12T17:20:00Z");
        assertThat(contract.mapTo(first).amountDue()).isEqualByComparingTo("0.30");
        meter("2026-02-12T17:00:00Z");
        meter("2026-02-12T18:00:00Z");

        assertThat(told(contract)).containsExactly("12T14 accepted 100", "12T16 accepted 70",
                "12T18 accepted 30");
        assertLeft(first, "0");
        assertLeft(second, "0");
    }
}
