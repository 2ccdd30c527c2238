package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Units are priced by their hour, also when the price is learnt after it. */
@Proves({"M-08", "R-05"})
class PriceChangeTest extends Story {

    @Test
    void aPriceLearntLateCorrectsTheValueOfWhatWasAccepted() {
        at("2026-02-14T10:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-02-14T10:00:00Z");
        var subscription = contract.subscription("2026-02-14T00:00:00Z");
        WorldContract.use(subscription, "2026-02-14T10:10:00Z", "1.00");
        WorldContract.use(subscription, "2026-02-14T11:10:00Z", "1.00");
        WorldContract.use(subscription, "2026-02-14T12:10:00Z", "1.50");
        meter("2026-02-14T10:00:00Z");
        meter("2026-02-14T11:00:00Z");

        SellersApi.of(world(), seller).patch("/contracts/" + contract.id(),
                Map.of("unit_price", "0.02", "price_effective_at", "2026-02-14T11:00:00Z")).is(200);

        // the 100 units of 11:00 are worth 2.00: 3.00 is told, 1.00 more than was spent by then
        assertThat((BigDecimal) world().recordsOf(contract).get(0).get("correction")).isEqualByComparingTo("0");
        assertThat((BigDecimal) world().recordsOf(contract).get(1).get("correction")).isEqualByComparingTo("1.00");
        assertCommitted(subscription, "3.00");

        // 3.50 so far, 0.50 of it open: 25 units at 0.02
        meter("2026-02-14T12:00:00Z");
        assertThat(told(contract)).containsExactly("14T10 accepted 100", "14T11 accepted 100",
                "14T12 accepted 25");
        assertLeft(subscription, "0");
    }

    @Test
    void anHourInWhichThePriceChangesCarriesNoUnits() {
        at("2026-02-15T10:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-02-15T10:00:00Z");
        var subscription = contract.subscription("2026-02-15T00:00:00Z");
        WorldContract.use(subscription, "2026-02-15T10:10:00Z", "1.00");
        WorldContract.use(subscription, "2026-02-15T11:10:00Z", "1.00");
        SellersApi.of(world(), seller).patch("/contracts/" + contract.id(), Map.of("unit_price", "0.04")).is(200);

        meter("2026-02-15T10:00:00Z");
        assertThat(told(contract)).isEmpty();
        meter("2026-02-15T11:00:00Z");
        assertThat(told(contract)).containsExactly("15T11 accepted 50");
        assertLeft(subscription, "0");
    }
}
