package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.world.WorldContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Records of a marketplace that no route leads to wait, and nobody waits with them. */
@Proves("R-28")
class NoRouteTest extends Story {

    @Test
    void recordsOfAMarketplaceWithoutARouteWaitAndSayWhy() {
        at("2026-03-29T14:30:00Z");
        var seller = seller();
        var contract = seller.contractOn("nowhere", "buyer-1", "2026-03-29T14:00:00Z");
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse("2026-03-29T00:00:00Z")).price(OrbPrice.usage("api-calls", "Calls"));
        WorldContract.use(subscription, "2026-03-29T14:40:00Z", "1.00");
        seller.map(contract, subscription.id());
        at("2026-03-29T15:05:00Z");
        world().open("2026-03-29T14:00:00Z");
        look();
        pass(Duration.ofSeconds(10));
        look();

        assertThat(recordOf(contract)).containsEntry("status", "frozen").containsEntry("quantity", 100L)
                .containsEntry("reason", "external-service-error").containsEntry("attempts", 2);
        assertThat(state(subscription)).isEqualTo("metering");
        assertCommitted(subscription, "1.00");
    }

    private static Map<String, Object> recordOf(UUID contract) {
        return world().jdbc().sql("select * from metering_record where contract_id = :contract")
                .param("contract", contract).query().singleRow();
    }
}
