package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.RecordedRequest;
import io.meterbridge.world.WorldContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Credentials that AWS refuses pause the seller's lane; mended, everything that waited goes out. */
@Proves({"R-22", "M-17"})
class RefusedCredentialsTest extends Story {

    @Test
    void theLanePausesOneRecordTriesAloneAndNothingIsLost() {
        at("2026-02-26T14:30:00Z");
        var seller = seller();
        var contracts = new ArrayList<WorldContract>();
        var subscriptions = new ArrayList<OrbSubscription>();
        for (int number = 0; number < 3; number++) {
            var contract = seller.contract("2026-02-26T14:00:00Z");
            var subscription = contract.subscription("2026-02-26T00:00:00Z");
            WorldContract.use(subscription, "2026-02-26T14:40:00Z", "1.00");
            WorldContract.use(subscription, "2026-02-26T15:40:00Z", "0.25");
            contracts.add(contract);
            subscriptions.add(subscription);
        }
        seller.refuseAwsKey();
        at("2026-02-26T15:05:00Z");
        world().open("2026-02-26T14:00:00Z");
        look();

        assertThat(contracts).allSatisfy(one -> assertThat(told(one)).containsExactly("26T14 frozen 100"));
        assertThat(connection(seller.id())).containsEntry("status", "broken")
                .containsEntry("broken_reason", "UnrecognizedClientException");
        int refused = calls(contracts);

        pass(Duration.ofSeconds(61));
        look();
        assertThat(calls(contracts) - refused).as("tries after the pause").isEqualTo(1);
        assertThat(recordsIn(newestCall(contracts))).isEqualTo(1);
        assertThat(events(seller, "integration.broken")).singleElement().satisfies(event -> {
            assertThat(event.at("/data/integration/provider").asText()).isEqualTo("aws");
            assertThat(event.at("/data/integration/status").asText()).isEqualTo("broken");
            assertThat(event.at("/data/reason").asText()).isEqualTo("UnrecognizedClientException");
        });

        at("2026-02-26T16:05:00Z");
        seller.acceptAwsKey();
        meter("2026-02-26T15:00:00Z");
        world().awaitFinished("2026-02-26T14:00:00Z");

        assertThat(contracts).allSatisfy(one -> assertThat(told(one))
                .containsExactly("26T14 accepted 100", "26T15 accepted 25"));
        assertThat(subscriptions).allSatisfy(one -> assertLeft(one, "0"));
        assertThat(connection(seller.id())).containsEntry("status", "connected");
    }

    private static Map<String, Object> connection(UUID seller) {
        return world().jdbc().sql("select * from integration where seller_id = :seller and provider = 'aws'")
                .param("seller", seller).query().singleRow();
    }

    private static int calls(List<WorldContract> contracts) {
        return (int) contracts.stream().flatMap(one -> callsFor(one).stream()).distinct().count();
    }

    private static RecordedRequest newestCall(List<WorldContract> contracts) {
        return aws().requests().stream()
                .filter(call -> contracts.stream().anyMatch(one -> callsFor(one).contains(call)))
                .reduce((older, newer) -> newer).orElseThrow();
    }
}
