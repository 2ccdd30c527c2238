package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A shadow shows what would be sent, sends nothing, and is not owed once sending begins. */
@Proves("M-06")
class ShadowListingTest extends Story {

    @Test
    void aShadowListingSendsNothingAndOwesNothingOfItLater() {
        at("2026-03-21T14:30:00Z");
        var seller = seller().inShadow(true);
        var contract = seller.contract("2026-03-21T14:00:00Z");
        var subscription = contract.subscription("2026-03-21T00:00:00Z");
        WorldContract.use(subscription, "2026-03-21T14:40:00Z", "3.004");
        WorldContract.use(subscription, "2026-03-21T15:40:00Z", "1.00");
        WorldContract.use(subscription, "2026-03-21T16:40:00Z", "0.50");
        meter("2026-03-21T14:00:00Z");
        meter("2026-03-21T15:00:00Z");
        look();

        assertThat(told(contract)).containsExactly("21T14 shadow 300", "21T15 shadow 100");
        assertThat(callsFor(contract)).isEmpty();
        assertCommitted(subscription, "0");
        assertShadowed(subscription, "4.00");

        seller.inShadow(false);
        meter("2026-03-21T16:00:00Z");
        assertThat(told(contract)).containsExactly("21T14 shadow 300", "21T15 shadow 100", "21T16 accepted 50");
        assertThat(contract.acceptedUnits()).isEqualTo(50);
        assertLeft(subscription, "0.004");
    }

    @Test
    void orbInTestModeMeansShadowUnlessTheListingSaysOtherwise() {
        at("2026-03-22T14:30:00Z");
        var seller = seller();
        change("update integration set mode = 'test' where seller_id = :seller and provider = 'orb'", seller.id());
        var contract = seller.contract("2026-03-22T14:00:00Z");
        var subscription = contract.subscription("2026-03-22T00:00:00Z");
        WorldContract.use(subscription, "2026-03-22T14:40:00Z", "1.00");
        WorldContract.use(subscription, "2026-03-22T15:40:00Z", "0.50");
        meter("2026-03-22T14:00:00Z");

        change("update listing set send_from_test_mode = true where seller_id = :seller", seller.id());
        meter("2026-03-22T15:00:00Z");

        assertThat(told(contract)).containsExactly("22T14 shadow 100", "22T15 accepted 50");
    }

    private static void change(String statement, UUID seller) {
        world().jdbc().sql(statement).params(Map.of("seller", seller)).update();
    }

    private static void assertShadowed(OrbSubscription subscription, String amount) {
        assertThat((BigDecimal) account(subscription, "shadowed")).isEqualByComparingTo(amount);
    }
}
