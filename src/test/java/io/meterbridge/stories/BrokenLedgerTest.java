package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** An account whose ledger does not add up stops alone, says why, and goes on once it is mended. */
@Proves({"M-03", "R-01"})
class BrokenLedgerTest extends Story {

    @Test
    void aBrokenAccountStopsAloneUntilItIsMended() {
        at("2026-05-21T14:30:00Z");
        var seller = seller();
        var contract = seller.contract("2026-05-21T14:00:00Z");
        var other = seller.contract("2026-05-21T14:00:00Z");
        var subscription = used(contract);
        var otherSubscription = used(other);
        meter("2026-05-21T14:00:00Z");
        look();
        change(subscription, "committed - 1.00");
        prove(seller);

        assertThat(state(subscription)).isEqualTo("blocked proof-failed");
        assertThat(state(otherSubscription)).isEqualTo("metering");
        var report = SellersApi.of(world(), seller).get("/reports/proof").is(200);
        assertThat(report.at("/findings_count")).isEqualTo("1");
        assertThat(report.at("/accounts")).isEqualTo("2");
        assertThat(report.at("/findings/0/problem")).isEqualTo("committed-differs");
        assertThat(report.at("/findings/0/subscription_id")).isEqualTo(subscription.id());
        assertThat(report.at("/findings/0/amount")).isEqualTo("-1.00");
        assertThat(report.at("/findings/0/currency")).isEqualTo("USD");
        assertThat(operator().get("/reports/proof").is(200).body().at("/findings").findValuesAsText("seller_id"))
                .contains(seller.id().toString());
        meter("2026-05-21T15:00:00Z");
        look();
        assertThat(told(contract)).containsExactly("21T14 accepted 300");
        assertThat(told(other)).containsExactly("21T14 accepted 300", "21T15 accepted 100");

        change(subscription, "committed + 1.00");
        prove(seller);
        meter("2026-05-21T16:00:00Z");
        look();

        assertThat(state(subscription)).isEqualTo("metering");
        assertThat(told(contract)).containsExactly("21T14 accepted 300", "21T16 accepted 100");
        assertThat(SellersApi.of(world(), seller).get("/reports/proof").is(200).body().at("/findings")).isEmpty();
        assertThat(SellersApi.of(world(), seller()).get("/reports/proof").is(200).body().at("/proven_at").isNull())
                .as("nobody sees another seller's proof").isTrue();
    }

    private static OrbSubscription used(WorldContract contract) {
        var subscription = contract.subscription("2026-05-21T00:00:00Z");
        WorldContract.use(subscription, "2026-05-21T14:10:00Z", "3.004");
        WorldContract.use(subscription, "2026-05-21T15:10:00Z", "1.00");
        return subscription;
    }

    private static void prove(WorldSeller seller) {
        pass(Duration.ofSeconds(1));
        world().bean(ProducerTemplate.class).sendBody("direct:prove-ledger", Map.of("seller_id", seller.id()));
    }

    /** By hand, past the triggers. */
    private static void change(OrbSubscription subscription, String committed) {
        world().jdbc().sql("""
                do $do$ begin
                    set local session_replication_role = 'replica';
                    update account set committed = %s where orb_subscription_id = '%s';
                end $do$""".formatted(committed, subscription.id())).update();
    }

    private static ApiClient operator() {
        var credential = world().bean(OperatorCredential.class);
        return ApiClient.nobodyAt(world().port()).signedIn(credential.clientId(), credential.secret());
    }
}
