package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.RecordedRequest;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldEntitlement;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Contracts on Google Cloud that come, change, go on and end by Pub/Sub notifications. */
class GcpContractLifeTest extends Story {

    @Test
    @Proves({"S6", "S8", "S9", "S7", "R-32", "M-09"})
    void anEntitlementLivesByItsNotifications() {
        at("2026-04-11T14:30:00Z");
        var entitlement = active("2026-04-11T13:00:00Z");
        var created = entitlement.told().get(0);
        assertThat(created.at("/data/pricing/new/plan").asText()).isEqualTo("payg");
        assertThat(created.at("/data/pricing/new/unit_prices").elements().next().asText()).isEqualTo("0.01");
        var subscription = entitlement.subscription("2026-04-11T00:00:00Z");
        WorldContract.use(subscription, "2026-04-11T13:10:00Z", "1.00");
        meter("2026-04-11T13:00:00Z");
        assertThat(entitlement.acceptedUnits()).isEqualTo(100);

        entitlement.truth().movesToPlan("pro", Instant.parse("2026-04-11T14:40:00Z"));
        entitlement.says("PLAN_CHANGED", "2026-04-11T14:40:00Z");
        entitlement.says("PLAN_CHANGED", "2026-04-11T14:40:00Z");
        entitlement.awaitTold("contract.created", "contract.modified");
        assertThat(entitlement.told().get(1).at("/data/pricing/old/plan").asText()).isEqualTo("payg");
        assertThat(entitlement.told().get(1).at("/data/pricing/new/plan").asText()).isEqualTo("pro");

        entitlement.truth().offerEndsAt(Instant.parse("2027-04-11T00:00:00Z"))
                .state("ACTIVE", Instant.parse("2026-04-11T14:50:00Z"));
        entitlement.says("RENEWED", "2026-04-11T14:50:00Z");
        entitlement.awaitTold("contract.created", "contract.modified", "contract.renewed");

        entitlement.truth().cancelledAt(Instant.parse("2026-04-11T14:55:00Z"));
        entitlement.says("CANCELLED", "2026-04-11T14:55:00Z");
        entitlement.awaitTold("contract.created", "contract.modified", "contract.renewed", "contract.cancelled");
        assertThat(entitlement.told().get(3).at("/data/deadline_at").asText()).isEqualTo("2026-04-11T15:55:00Z");
        assertThat(entitlement.row()).containsEntry("status", "cancelled").containsEntry("plan", "pro");
    }

    /** No check passes after a cancellation, and no usage of after it is taken: the last operation ends with it. */
    @Test
    @Proves({"S7", "M-10", "M-24", "R-27"})
    void theLastUsageIsReportedUpToTheCancellation() {
        at("2026-04-13T14:20:30Z");
        var entitlement = active("2026-04-13T13:00:00Z");
        var subscription = entitlement.subscription("2026-04-13T00:00:00Z");
        meter("2026-04-13T13:00:00Z");
        at("2026-04-13T14:20:30Z");
        entitlement.truth().cancelledAt(Instant.parse("2026-04-13T14:20:00Z"));
        entitlement.says("CANCELLED", "2026-04-13T14:20:00Z");
        entitlement.awaitTold("contract.created", "contract.cancelled");
        WorldContract.use(subscription, "2026-04-13T14:10:00Z", "2.00");
        WorldContract.use(subscription, "2026-04-13T13:10:00Z", "0.50");

        at("2026-04-13T15:13:00Z");
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> entitlement.acceptedUnits() == 250);
        assertThat(world().sandbox().google().requests().stream().map(RecordedRequest::body)
                .filter(body -> body.contains(entitlement.truth().usageReportingId())))
                .anyMatch(body -> body.contains("\"endTime\":\"2026-04-13T14:19:59Z\""));
    }

    @Test
    @Proves("R-32")
    void anAnswerOlderThanTheNotificationIsAskedForAgain() {
        at("2026-04-12T14:30:00Z");
        var entitlement = active("2026-04-12T13:00:00Z");
        entitlement.says("PLAN_CHANGED", "2026-04-12T14:20:00Z");
        entitlement.awaitNotifications("done", "received");

        entitlement.truth().movesToPlan("pro", Instant.parse("2026-04-12T14:20:00Z"));
        pass(Duration.ofSeconds(6));
        entitlement.awaitTold("contract.created", "contract.modified");
    }

    @Test
    @Proves("S6")
    void whatWaitsForTheProviderIsApprovedWhenTheSellerWantsThat() {
        at("2026-04-13T14:30:00Z");
        var entitlement = seller().entitlement("2026-04-13T13:00:00Z").approvedHere();
        entitlement.truth().state("ACTIVATION_REQUESTED", Instant.parse("2026-04-13T13:00:00Z"));
        entitlement.says("CREATION_REQUESTED", "2026-04-13T13:00:00Z");
        entitlement.awaitNotifications("done");
        assertThat(entitlement.row()).containsEntry("status", "pending");
        assertThat(entitlement.told()).isEmpty();

        entitlement.says("ACTIVE", "2026-04-13T14:00:00Z");
        entitlement.awaitTold("contract.created");
        entitlement.truth().asksForPlan("pro", Instant.parse("2026-04-13T14:29:00Z"));
        entitlement.says("PLAN_CHANGE_REQUESTED", "2026-04-13T14:29:00Z");
        entitlement.awaitNotifications("done", "done", "done");
        entitlement.says("PLAN_CHANGED", "2026-04-13T14:30:00Z");
        entitlement.awaitTold("contract.created", "contract.modified");
    }

    @Test
    @Proves("R-33")
    void whatGoogleDoesNotKnowIsLeftToAHuman() {
        at("2026-04-14T14:30:00Z");
        var known = seller().entitlement("2026-04-14T13:00:00Z");
        world().sandbox().google().forget(known.truth());
        known.says("ACTIVE", "2026-04-14T13:00:00Z");
        known.awaitNotifications("parked");
    }

    private static WorldEntitlement active(String start) {
        var entitlement = seller().entitlement(start);
        entitlement.says("ACTIVE", start);
        entitlement.awaitTold("contract.created");
        return entitlement;
    }
}
