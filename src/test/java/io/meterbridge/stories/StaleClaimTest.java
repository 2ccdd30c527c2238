package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.Hold;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A sender that is silent for longer than its lease loses the record, but never its proof. */
class StaleClaimTest extends Story {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private WorldContract contract;
    private OrbSubscription subscription;

    @Test
    @Proves({"M-13", "M-14"})
    void aProofThatComesAfterTheLeaseStillCounts() throws InterruptedException {
        freeze("2026-03-16", aws().faults().next(1).holdAfterWork(), () -> {
            pass(LEASE);
            awaitTold(contract, "16T14 unknown 300");
            assertThat(only(contract, "uncertain")).isEqualTo(true);
            assertCommitted(subscription, "3.00");
        });

        awaitTold(contract, "16T14 accepted 300");
        assertThat(callsFor(contract)).hasSize(1);
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    @Test
    @Proves({"M-13", "M-14", "R-16"})
    void whatTheLateOwnerSendsAfterTheResendIsBilledOnce() throws InterruptedException {
        freeze("2026-03-17", aws().faults().next(1).holdBeforeWork(), () -> {
            pass(LEASE);
            awaitTold(contract, "17T14 unknown 300");
            pass(Duration.ofSeconds(10));
            awaitTold(contract, "17T14 accepted 300");
        });

        awaitAnswers(2);
        assertThat(told(contract)).containsExactly("17T14 accepted 300");
        assertThat(contract.acceptedUnits()).isEqualTo(300);
        meter("2026-03-17T15:00:00Z");
        assertLeft(subscription, "0");
    }

    @Test
    @Proves({"M-13", "R-16"})
    void aLateRefusalMovesNothing() throws InterruptedException {
        freeze("2026-03-18", aws().faults().next(1).holdBeforeWork(), () -> {
            contract.agreement().suspended(true);
            pass(LEASE);
            awaitTold(contract, "18T14 unknown 300");
        });

        awaitAnswers(1);
        assertThat(told(contract)).containsExactly("18T14 unknown 300");
        assertThat(state(subscription)).isEqualTo("metering");
        assertCommitted(subscription, "3.00");

        contract.agreement().suspended(false);
        pass(Duration.ofSeconds(10));
        awaitTold(contract, "18T14 accepted 300");
    }

    private interface Meanwhile {
        void happens() throws InterruptedException;
    }

    /** Freezes 3.00 of an hour; its call to AWS is held while something happens, then goes on. */
    private void freeze(String day, Hold hold, Meanwhile meanwhile) throws InterruptedException {
        at(day + "T14:30:00Z");
        contract = seller().contract(day + "T14:00:00Z");
        subscription = contract.subscription(day + "T00:00:00Z");
        WorldContract.use(subscription, day + "T14:40:00Z", "3.00");
        at(day + "T15:05:00Z");
        world().open(day + "T14:00:00Z");
        try {
            hold.awaitArrival(PATIENCE);
            meanwhile.happens();
        } finally {
            hold.release();
        }
    }

    private void awaitAnswers(int answers) {
        Awaitility.await().atMost(PATIENCE).until(() -> world().jdbc().sql("""
                select count(*) from metering_attempt t join metering_record r on r.id = t.record_id
                where r.contract_id = :contract and t.answered_at is not null""")
                .param("contract", contract.id()).query(Integer.class).single() == answers);
    }
}
