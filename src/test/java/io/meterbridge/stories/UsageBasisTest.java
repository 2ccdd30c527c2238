package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which of Orb's figures is billed is the listing's choice, made when the subscription is first mapped. */
@Proves({"M-04", "M-06"})
class UsageBasisTest extends Story {

    @Test
    void onTheBasisOfUsageFixedFeesAreNotBilledAndLaterChoicesChangeNothing() {
        at("2026-04-04T14:30:00Z");
        var seller = seller();
        choose("usage", seller.listingId());
        var contract = seller.contract("2026-04-04T14:00:00Z");
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse("2026-04-04T00:00:00Z"))
                .price(OrbPrice.usage("api-calls", "API calls"))
                .price(OrbPrice.fixedFee("platform", "Platform fee", new BigDecimal("99.00")));
        WorldContract.use(subscription, "2026-04-04T14:40:00Z", "1.25");
        assertThat(contract.mapTo(subscription).amountDue()).isEqualByComparingTo("0");
        meter("2026-04-04T14:00:00Z");

        choose("total", seller.listingId());
        WorldContract.use(subscription, "2026-04-04T15:40:00Z", "0.25");
        meter("2026-04-04T15:00:00Z");

        assertThat(told(contract)).containsExactly("04T14 accepted 125", "04T15 accepted 25");
        assertLeft(subscription, "0");
    }

    private static void choose(String basis, UUID listing) {
        world().jdbc().sql("update listing set cost_basis = :basis where id = :listing")
                .params(Map.of("basis", basis, "listing", listing)).update();
    }
}
