package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSubscription;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contracts on Azure that come, change, go on and end by the webhook, and by a queue that nobody vouches for. */
class AzureContractLifeTest extends Story {

    @AfterEach
    void calm() {
        world().sandbox().azure().faults().calm();
    }

    @Test
    @Proves({"S6", "S7", "S8", "S9", "R-32", "M-08", "M-09"})
    void aSubscriptionLivesByItsWebhook() {
        at("2026-04-15T14:30:00Z");
        var contract = begun("2026-04-15T13:00:00Z");
        var subscription = contract.subscription("2026-04-15T00:00:00Z");
        WorldContract.use(subscription, "2026-04-15T13:10:00Z", "1.00");
        meter("2026-04-15T13:00:00Z");
        assertThat(contract.acceptedUnits()).isEqualTo(100);

        // acknowledged within the ten seconds that Azure gives
        contract.truth().asksForPlan("op-2", "gold");
        contract.says("ChangePlan", "op-2", "gold", "silver", "2026-04-15T14:00:00Z");
        contract.awaitTold("contract.created", "contract.modified");
        assertThat(contract.truth().planId()).isEqualTo("gold");
        var pricing = contract.told().get(1).at("/data/pricing");
        assertThat(pricing.at("/old/plan").asText()).isEqualTo("silver");
        assertThat(pricing.at("/old/unit_prices/usage_fee").asText()).isEqualTo("0.01");
        assertThat(pricing.at("/new/unit_prices/usage_fee").asText()).isEqualTo("0.02");
        WorldContract.use(subscription, "2026-04-15T14:10:00Z", "1.00");
        meter("2026-04-15T14:00:00Z");
        assertThat(contract.acceptedUnits()).isEqualTo(150);

        contract.truth().suspend();
        contract.says("Suspend", "op-3", "gold", "gold", "2026-04-15T15:10:00Z");
        contract.awaitNotifications("done", "done", "done");
        assertThat(contract.row()).containsEntry("status", "suspended");
        contract.truth().reinstate().termEndsAt(Instant.parse("2027-04-15T00:00:00Z"));
        contract.says("Reinstate", "op-4", "gold", "gold", "2026-04-15T15:20:00Z");
        contract.says("Renew", "op-5", "gold", "gold", "2026-04-15T15:25:00Z");
        contract.awaitTold("contract.created", "contract.modified", "contract.renewed");
        assertThat(contract.row()).containsEntry("status", "active");

        at("2026-04-15T15:31:00Z");
        contract.truth().unsubscribe(Instant.parse("2026-04-15T15:30:00Z"));
        contract.says("Unsubscribe", "op-6", "gold", "gold", "2026-04-15T15:30:00Z");
        contract.awaitTold("contract.created", "contract.modified", "contract.renewed", "contract.cancelled");
        assertThat(contract.told().get(3).at("/data/deadline_at").asText()).isEqualTo("2026-04-15T16:30:00Z");
        assertThat(contract.told().get(3).at("/data/pricing/old/plan").asText()).isEqualTo("gold");
    }

    /** Azure takes usage of before the end for a day, so an hour that was missed costs nothing. */
    @Test
    @Proves({"S7", "M-24", "R-27"})
    void anEndThatIsHeardOfAfterAnHourIsStillBilled() {
        at("2026-04-19T14:30:00Z");
        var contract = begun("2026-04-19T13:00:00Z");
        var subscription = contract.subscription("2026-04-19T00:00:00Z");
        WorldContract.use(subscription, "2026-04-19T13:10:00Z", "2.00");
        at("2026-04-19T16:31:00Z");
        contract.truth().unsubscribe(Instant.parse("2026-04-19T15:30:00Z"));
        contract.says("Unsubscribe", "op-6", "silver", "silver", "2026-04-19T15:30:00Z");

        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> contract.acceptedUnits() == 200);
        contract.awaitTold("contract.created", "contract.cancelled");
    }

    @Test
    @Proves({"M-24", "R-32"})
    void whileAzureIsSilentAnAuthenticatedEndHoldsAndOneFromAQueueWaits() {
        at("2026-04-16T14:30:00Z");
        var webhook = begun("2026-04-16T13:00:00Z");
        var queue = begun("2026-04-16T13:00:00Z");
        world().sandbox().azure().faults().always().serverError();
        for (var each : new WorldSubscription[] {webhook, queue}) {
            each.truth().unsubscribe(Instant.parse("2026-04-16T14:20:00Z"));
            each.says(each == webhook ? "webhook" : "service-bus", "Unsubscribe", "op-9-" + each.truth().id(),
                    "silver", "silver", "2026-04-16T14:20:00Z");
        }
        webhook.awaitTold("contract.created", "contract.cancelled");
        queue.awaitNotifications("done", "received");

        world().sandbox().azure().faults().calm();
        pass(Duration.ofMinutes(6));
        queue.awaitTold("contract.created", "contract.cancelled");
    }

    @Test
    @Proves("R-33")
    void whatAzureDoesNotKnowIsLeftToAHuman() {
        at("2026-04-17T14:30:00Z");
        var unknown = WorldSubscription.of(world(), seller(), "2026-04-17T13:00:00Z");
        world().sandbox().azure().forget(unknown.truth());
        unknown.says("service-bus", "Unsubscribe", "op-1-" + unknown.truth().id(), "silver", "silver",
                "2026-04-17T14:00:00Z");
        unknown.awaitNotifications("parked");
    }

    @Test
    @Proves("S8")
    void aChangeThatFailedAtMicrosoftNeverHolds() {
        at("2026-04-18T14:30:00Z");
        var contract = begun("2026-04-18T13:00:00Z");
        contract.truth().failsOperation("op-2");
        contract.says("ChangePlan", "op-2", "gold", "silver", "2026-04-18T14:00:00Z");
        contract.awaitNotifications("done", "ignored");
        contract.awaitTold("contract.created");
        assertThat(contract.row()).containsEntry("plan", "silver");
    }

    @Test
    @Proves("R-32")
    void aPurchaseThatFailedToBeginIsNoNews() {
        at("2026-04-19T14:30:00Z");
        var contract = WorldSubscription.of(world(), seller(), "2026-04-19T13:00:00Z");
        contract.truth().unsubscribe(Instant.parse("2026-04-19T14:00:00Z"));
        contract.says("Unsubscribe", "op-1-" + contract.truth().id(), "silver", "silver", "2026-04-19T14:00:00Z");
        contract.awaitNotifications("done");
        assertThat(contract.told()).isEmpty();
    }

    private static WorldSubscription begun(String start) {
        var contract = WorldSubscription.of(world(), seller(), start);
        contract.says("Subscribe", "op-1-" + contract.truth().id(), "silver", "silver", start);
        contract.awaitTold("contract.created");
        return contract;
    }
}
