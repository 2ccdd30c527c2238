package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A duplicate is somebody's proof: ours after an unanswered attempt, somebody else's on a first one. */
@Proves("M-15")
class DuplicateSlotTest extends Story {

    @Test
    void aDuplicateOnAFirstAttemptStopsTheAccountAndKeepsItsValueCommitted() {
        at("2026-02-19T14:30:00Z");
        var contract = seller().contract("2026-02-19T14:00:00Z");
        var subscription = contract.subscription("2026-02-19T00:00:00Z");
        WorldContract.use(subscription, "2026-02-19T14:10:00Z", "3.00");
        aws().foreignUsage(contract.agreement().licenseIdentity(), "usage_fee",
                Instant.parse("2026-02-19T14:00:00Z"), 7);

        meter("2026-02-19T14:00:00Z");

        assertThat(told(contract)).containsExactly("19T14 unknown 300");
        assertThat(only(contract, "reason")).isEqualTo("foreign-usage");
        assertThat(only(contract, "foreign_slot")).isEqualTo(true);
        assertThat(state(subscription)).isEqualTo("blocked foreign-usage");
        assertCommitted(subscription, "3.00");

        WorldContract.use(subscription, "2026-02-19T15:10:00Z", "1.00");
        meter("2026-02-19T15:00:00Z");
        pass(Duration.ofMinutes(10));
        look();

        assertThat(told(contract)).containsExactly("19T14 unknown 300");
        assertThat(callsFor(contract)).hasSize(1);
        assertLeft(subscription, "1.00");
    }

    @Test
    @Proves({"M-13", "R-14"})
    void aDuplicateAfterAnUnansweredAttemptIsOurAcceptance() {
        at("2026-02-20T14:30:00Z");
        aws().identicalResendIsDuplicate(true);
        var contract = seller().contract("2026-02-20T14:00:00Z");
        var subscription = contract.subscription("2026-02-20T00:00:00Z");
        WorldContract.use(subscription, "2026-02-20T14:10:00Z", "3.00");
        aws().faults().next(1).loseAnswerAfterAccept();
        meter("2026-02-20T14:00:00Z");
        assertThat(told(contract)).containsExactly("20T14 unknown 300");

        pass(Duration.ofSeconds(10));

        awaitTold(contract, "20T14 accepted 300");
        assertThat(only(contract, "reason")).isEqualTo("duplicate-request");
        assertThat(state(subscription)).isEqualTo("metering");
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }
}
