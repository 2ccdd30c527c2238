package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Once units may have been booked, no refusal of a resend says that they were not. */
@Proves({"M-13", "R-13"})
class RefusedResendTest extends Story {

    private WorldContract contract;
    private OrbSubscription subscription;

    @Test
    void aBuyerSuspendedSinceDoesNotMakeTheUnitsReturn() {
        loseAnswer("2026-03-30");
        contract.agreement().suspended(true);
        pass(Duration.ofSeconds(10));
        look();
        assertThat(only(contract, "attempts")).isEqualTo(2);
        assertStillUnknown("30T14 unknown 300");

        contract.agreement().suspended(false);
        pass(Duration.ofSeconds(20));
        awaitTold(contract, "30T14 accepted 300");
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    @Test
    void neitherDoThrottlesWrongCredentialsOrAClosedWindow() {
        loseAnswer("2026-04-02");
        for (var type : new String[] {"ThrottlingException", "AccessDeniedException",
            "TimestampOutOfBoundsException", "InvalidUsageDimensionException"}) {
            aws().faults().next(1).answer(400, Map.of(), "{\"__type\":\"" + type + "\"}");
            pass(Duration.ofMinutes(5));
            look();
            assertStillUnknown("02T14 unknown 300");
        }
        assertThat(only(contract, "attempts")).isEqualTo(5);

        pass(Duration.ofMinutes(5));
        awaitTold(contract, "02T14 accepted 300");
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    private void assertStillUnknown(String record) {
        assertThat(told(contract)).containsExactly(record);
        assertThat(state(subscription)).isEqualTo("metering");
        assertCommitted(subscription, "3.00");
    }

    private void loseAnswer(String day) {
        at(day + "T14:30:00Z");
        contract = seller().contract(day + "T14:00:00Z");
        subscription = contract.subscription(day + "T00:00:00Z");
        WorldContract.use(subscription, day + "T14:40:00Z", "3.00");
        aws().faults().next(1).loseAnswerAfterAccept();
        meter(day + "T14:00:00Z");
    }
}
