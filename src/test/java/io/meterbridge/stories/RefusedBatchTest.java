package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One wrong dimension refuses a whole call; only the account it belongs to pays for that with waiting. */
@Proves({"M-17", "R-15"})
class RefusedBatchTest extends Story {

    private static final String START = "2026-02-21T14:00:00Z";

    private final List<WorldContract> innocent = new ArrayList<>();
    private final List<OrbSubscription> innocentUse = new ArrayList<>();

    @Test
    void onlyTheGuiltyAccountParksProbesAloneOnceADayAndGoesOnWhenItsDimensionIsMended() {
        at("2026-02-21T14:30:00Z");
        var seller = seller();
        var guilty = seller.contract(START);
        var guiltyUse = guilty.subscription("2026-02-21T00:00:00Z");
        for (int number = 0; number < 4; number++) {
            innocent.add(seller.contract(START));
            innocentUse.add(innocent.get(number).subscription("2026-02-21T00:00:00Z"));
        }
        nameDimension(seller, guilty, "calls");
        useEverywhere(guiltyUse, "2026-02-21T14:40:00Z", "1.00");

        meter(START);

        assertThat(told(guilty)).containsExactly("21T14 rejected 100");
        assertThat(state(guiltyUse)).isEqualTo("parked invalid-usage-dimension");
        assertThat(events(seller, "metering.rejected")).singleElement().satisfies(event -> {
            assertThat(event.at("/data/amount").asText()).isEqualTo("1.00");
            assertThat(event.at("/data/reason").asText()).isEqualTo("invalid-usage-dimension");
            assertThat(event.at("/data/contract/id").asText()).isEqualTo(guilty.id().toString());
            assertThat(event.at("/data/record/status").asText()).isEqualTo("rejected");
        });
        assertThat(innocent).allSatisfy(one -> assertThat(told(one)).containsExactly("21T14 accepted 100"));
        assertThat(innocentUse).allSatisfy(one -> assertThat(state(one)).isEqualTo("metering"));
        assertLeft(guiltyUse, "1.00");
        int callsForGuilty = callsFor(guilty).size();

        useEverywhere(guiltyUse, "2026-02-21T15:40:00Z", "0.50");
        meter("2026-02-21T15:00:00Z");
        assertThat(callsFor(guilty)).as("a parked account sends nothing").hasSize(callsForGuilty);

        at("2026-02-22T15:05:00Z");
        useEverywhere(guiltyUse, "2026-02-22T14:40:00Z", "0.50");
        meter("2026-02-22T14:00:00Z");
        var probes = callsFor(guilty).subList(callsForGuilty, callsFor(guilty).size());
        assertThat(probes).extracting(Story::recordsIn).containsExactly(1);
        assertThat(told(guilty)).containsExactly("21T14 rejected 100", "22T14 rejected 200");
        assertThat(events(seller, "metering.rejected")).hasSize(2);
        meter("2026-02-22T15:00:00Z");
        assertThat(callsFor(guilty)).as("one probe a day").hasSize(callsForGuilty + 1);

        nameDimension(seller, guilty, "usage_fee");
        assertThat(state(guiltyUse)).isEqualTo("metering");
        meter("2026-02-22T16:00:00Z");

        assertThat(told(guilty)).containsExactly("21T14 rejected 100", "22T14 rejected 200",
                "22T16 accepted 200");
        assertThat(innocent).allSatisfy(one -> assertThat(told(one)).containsExactly("21T14 accepted 100",
                "21T15 accepted 50", "22T14 accepted 50"));
        assertLeft(guiltyUse, "0");
    }

    private void useEverywhere(OrbSubscription guilty, String instant, String amount) {
        WorldContract.use(guilty, instant, amount);
        innocentUse.forEach(one -> WorldContract.use(one, instant, amount));
    }

    /** From the contract's start on. */
    private static void nameDimension(WorldSeller seller, WorldContract contract, String dimension) {
        SellersApi.of(world(), seller).patch("/contracts/" + contract.id(), Map.of("unit_price", "0.01",
                "usage_dimension", dimension, "price_effective_at", START)).is(200);
    }
}
