package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the contract's own price already paid for is not metered. */
@Proves("M-04")
class IncludedMoneyTest extends Story {

    @Test
    void onlyWhatLiesBeyondTheIncludedMoneyIsTold() {
        at("2026-03-23T14:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-03-23T14:00:00Z");
        SellersApi.of(world(), seller).patch("/contracts/" + contract.id(),
                Map.of("included", Map.of("amount", "5.00", "term", "contract"))).is(200);
        var subscription = contract.subscription("2026-03-23T00:00:00Z");
        WorldContract.use(subscription, "2026-03-23T14:40:00Z", "3.00");
        meter("2026-03-23T14:00:00Z");
        assertThat(told(contract)).isEmpty();

        WorldContract.use(subscription, "2026-03-23T15:40:00Z", "4.005");
        meter("2026-03-23T15:00:00Z");
        assertThat(told(contract)).containsExactly("23T15 accepted 200");
        assertLeft(subscription, "0.005");
    }

    @Test
    void aMonthsIncludedMoneyBeginsAnewWithEachMonthOfTheContract() {
        at("2026-07-09T22:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-06-10T00:00:00Z");
        SellersApi.of(world(), seller).patch("/contracts/" + contract.id(),
                Map.of("included", Map.of("amount", "5.00", "term", "month"))).is(200);
        var subscription = contract.subscription("2026-06-10T00:00:00Z");
        WorldContract.use(subscription, "2026-07-09T22:40:00Z", "7.00");
        WorldContract.use(subscription, "2026-07-10T00:40:00Z", "4.00");
        WorldContract.use(subscription, "2026-07-10T01:40:00Z", "2.00");
        meter("2026-07-09T22:00:00Z");
        meter("2026-07-09T23:00:00Z");
        meter("2026-07-10T00:00:00Z");
        meter("2026-07-10T01:00:00Z");

        // the first month 7.00 less 5.00, the second 6.00 less 5.00
        assertThat(told(contract)).containsExactly("09T22 accepted 200", "10T01 accepted 100");
        assertLeft(subscription, "0");
    }
}
