package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Orb begins its running totals anew with each period and takes late events of the old one for twelve hours. */
@Proves("M-19")
class BillingPeriodTest extends Story {

    @Test
    void anOldPeriodsLateUsageIsBilledUntilItIsSealedAndTheNewOneAddsToIt() {
        at("2026-06-09T23:40:00Z");
        var contract = seller().contract("2026-05-10T00:00:00Z");
        var subscription = contract.subscription("2026-05-10T00:00:00Z");
        WorldContract.use(subscription, "2026-06-09T23:30:00Z", "1.00");
        WorldContract.use(subscription, "2026-06-10T00:30:00Z", "0.50");
        meter("2026-06-09T23:00:00Z");
        meter("2026-06-10T00:00:00Z");

        subscription.lateCost("api-calls", Instant.parse("2026-06-09T22:00:00Z"),
                Instant.parse("2026-06-10T11:00:00Z"), new BigDecimal("0.30"));
        meter("2026-06-10T10:00:00Z");
        assertThat(told(contract)).containsExactly("09T23 accepted 100", "10T00 accepted 50",
                "10T10 accepted 30");
        assertThat(sealedSeries(contract)).isZero();

        // thirteen hours after its end the old period is final; whatever Orb says about it later is no news
        meter("2026-06-10T12:00:00Z");
        assertThat(sealedSeries(contract)).isEqualTo(1);
        at("2026-06-10T13:30:00Z");
        subscription.correct("api-calls", Instant.parse("2026-06-09T22:00:00Z"), new BigDecimal("9.00"));
        WorldContract.use(subscription, "2026-06-10T13:40:00Z", "0.20");
        meter("2026-06-10T13:00:00Z");

        assertThat(told(contract)).containsExactly("09T23 accepted 100", "10T00 accepted 50",
                "10T10 accepted 30", "10T13 accepted 20");
        assertLeft(subscription, "0");
    }

    private static int sealedSeries(WorldContract contract) {
        return world().jdbc().sql("""
                select count(*) from cost_series s join account_contract ac on ac.account_id = s.account_id
                where ac.contract_id = :contract and s.sealed_at is not null""")
                .param("contract", contract.id()).query(Integer.class).single();
    }
}
