package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What was spent before the start date is never billed, whatever becomes of it later. */
@Proves({"M-02", "R-04", "R-07"})
class StartDateTest extends Story {

    @Test
    void aStartDateInsideHistoryBillsOnlyWhatCameAfterIt() {
        at("2026-02-13T14:30:00Z");
        var contract = world().seller("2026-02-13").contract("2026-02-01T00:00:00Z");
        var subscription = contract.subscription("2026-02-01T00:00:00Z");
        WorldContract.use(subscription, "2026-02-05T12:00:00Z", "500.00");
        WorldContract.use(subscription, "2026-02-13T12:00:00Z", "2.50");
        meter("2026-02-13T14:00:00Z");
        assertThat(told(contract)).containsExactly("13T14 accepted 250");

        // half price, also for the past: 251.25 so far, 250.00 of it from before; 1.25 too much was billed
        subscription.discount(new BigDecimal("50"));
        meter("2026-02-13T15:00:00Z");
        assertLeft(subscription, "-1.25");
        assertThat(told(contract)).containsExactly("13T14 accepted 250");

        // 4.00 at half price are 2.00: the first 1.25 of it was billed before
        WorldContract.use(subscription, "2026-02-13T16:30:00Z", "4.00");
        meter("2026-02-13T16:00:00Z");
        assertThat(told(contract)).containsExactly("13T14 accepted 250", "13T16 accepted 75");
        assertLeft(subscription, "0");
    }
}
