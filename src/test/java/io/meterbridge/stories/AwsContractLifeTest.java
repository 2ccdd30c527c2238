package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldAgreement;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contracts on AWS that come, change, go on and end by themselves, from EventBridge to the outgoing event. */
class AwsContractLifeTest extends Story {

    @AfterEach
    void calm() {
        world().sandbox().agreements().faults().calm();
    }

    @Test
    @Proves({"S6", "M-09", "R-33"})
    void aPurchaseIsAContractOnceItsLicenceNamesTheProduct() {
        at("2026-04-01T13:30:00Z");
        var agreement = WorldAgreement.of(world(), seller(), "2026-04-01T13:00:00Z", "0.02");
        agreement.created("NEW", null, "2026-04-01T13:00:00Z");
        agreement.awaitWorkedOff();
        assertThat(agreement.notifications()).containsExactly("Purchase Agreement Created received: "
                + "waits for the licence, which names the product");
        assertThat(agreement.told()).isEmpty();

        agreement.licensed("2026-04-01T13:00:30Z");
        agreement.awaitTold("contract.created");

        var event = agreement.told().get(0);
        assertThat(event.at("/timestamp").asText()).isEqualTo("2026-04-01T13:00:00Z");
        assertThat(event.at("/data/pricing/old").isNull()).isTrue();
        assertThat(event.at("/data/pricing/new/unit_prices/usage_fee").asText()).isEqualTo("0.02");
        assertThat(event.at("/data/contract/unit_price").asText()).isEqualTo("0.02");
        assertThat(event.at("/data/contract/cloud_identifiers/license_arn").asText())
                .startsWith("arn:aws:license-manager:");
        assertThat(event.at("/data/buyer/cloud_identifiers/customer_aws_account_id").asText()).isNotEmpty();
        var subscription = agreement.subscription("2026-04-01T00:00:00Z");
        WorldContract.use(subscription, "2026-04-01T13:10:00Z", "1.01");
        meter("2026-04-01T13:00:00Z");
        assertThat(agreement.acceptedUnits()).isEqualTo(50);
        assertLeft(subscription, "0.01");
    }

    @Test
    @Proves({"S9", "M-01", "R-32", "R-34"})
    void aRenewedAgreementNeedsNobody() {
        at("2026-04-02T14:30:00Z");
        var old = begun(seller(), "2026-04-02T13:00:00Z");
        var subscription = old.subscription("2026-04-02T00:00:00Z");
        WorldContract.use(subscription, "2026-04-02T13:10:00Z", "119.90");
        meter("2026-04-02T13:00:00Z");

        at("2026-04-02T15:01:00Z");
        var renewal = old.followedBy("2026-04-02T15:00:00Z", "0.01", "RENEWED");
        old.saysEnded("RENEWED", "2026-04-02T15:00:10Z");
        renewal.licensed("2026-04-02T15:00:20Z");
        renewal.created("RENEW", old, "2026-04-02T15:00:00Z");
        renewal.awaitTold("contract.renewed");
        WorldContract.use(subscription, "2026-04-02T15:10:00Z", "0.10");
        meter("2026-04-02T14:00:00Z");
        meter("2026-04-02T15:00:00Z");

        assertThat(old.acceptedUnits()).isEqualTo(11990);
        assertThat(renewal.acceptedUnits()).isEqualTo(10);
        assertLeft(subscription, "0");
        old.awaitTold("contract.created");
        assertThat(old.row()).containsEntry("status", "cancelled").containsEntry("ending", "renewed");
        assertThat(renewal.row()).containsEntry("status", "active")
                .containsEntry("orb_subscription_id", subscription.id());
    }

    @Test
    @Proves("M-23")
    void aRenewalOfAContractThatWasCutOverIsToldFromHereToo() {
        at("2026-06-18T14:30:00Z");
        var seller = seller().inShadow(true);
        var old = begun(seller, "2026-06-18T13:00:00Z");
        var subscription = old.subscription("2026-06-18T00:00:00Z");
        WorldContract.use(subscription, "2026-06-18T13:10:00Z", "2.00");
        SellersApi.of(world(), seller).patch("/contracts/" + old.contract(),
                Map.of("cut_over_at", "2026-06-18T13:00:00Z")).is(200);
        meter("2026-06-18T13:00:00Z");

        at("2026-06-18T15:01:00Z");
        var renewal = old.followedBy("2026-06-18T15:00:00Z", "0.01", "RENEWED");
        renewal.licensed("2026-06-18T15:00:20Z");
        renewal.created("RENEW", old, "2026-06-18T15:00:00Z");
        renewal.awaitTold("contract.renewed");
        WorldContract.use(subscription, "2026-06-18T15:10:00Z", "0.10");
        meter("2026-06-18T15:00:00Z");

        assertThat(old.acceptedUnits()).isEqualTo(200);
        assertThat(renewal.acceptedUnits()).isEqualTo(10);
    }

    @Test
    @Proves({"S8", "M-08", "M-09"})
    void anAmendmentTellsTheOldAndTheNewPriceAndMetersByIt() {
        at("2026-04-03T14:30:00Z");
        var agreement = begun(seller(), "2026-04-03T13:00:00Z");
        var subscription = agreement.subscription("2026-04-03T00:00:00Z");
        WorldContract.use(subscription, "2026-04-03T13:10:00Z", "1.00");
        meter("2026-04-03T13:00:00Z");

        agreement.amended("0.05", "2026-04-03T14:00:00Z");
        agreement.awaitTold("contract.created", "contract.modified");
        WorldContract.use(subscription, "2026-04-03T14:10:00Z", "1.00");
        meter("2026-04-03T14:00:00Z");

        var pricing = agreement.told().get(1).at("/data/pricing");
        assertThat(pricing.at("/old/unit_prices/usage_fee").asText()).isEqualTo("0.01");
        assertThat(pricing.at("/new/unit_prices/usage_fee").asText()).isEqualTo("0.05");
        assertThat(agreement.acceptedUnits()).isEqualTo(100 + 20);
    }

    @Test
    @Proves({"S8", "M-01"})
    void aReplacedAgreementIsAModification() {
        at("2026-04-04T14:30:00Z");
        var old = begun(seller(), "2026-04-04T13:00:00Z");
        var subscription = old.subscription("2026-04-04T00:00:00Z");
        var next = old.followedBy("2026-04-04T14:20:00Z", "0.05", "REPLACED");
        next.created("REPLACE", old, "2026-04-04T14:20:00Z");
        next.licensed("2026-04-04T14:20:05Z");
        old.saysEnded("REPLACED", "2026-04-04T14:20:01Z");

        next.awaitTold("contract.modified");
        var pricing = next.told().get(0).at("/data/pricing");
        assertThat(pricing.at("/old/unit_prices/usage_fee").asText()).isEqualTo("0.01");
        assertThat(pricing.at("/new/unit_prices/usage_fee").asText()).isEqualTo("0.05");
        WorldContract.use(subscription, "2026-04-04T14:25:00Z", "1.00");
        meter("2026-04-04T14:00:00Z");
        assertThat(next.acceptedUnits()).as("of the hour of the change").isZero();
        meter("2026-04-04T15:00:00Z");
        assertThat(next.acceptedUnits()).isEqualTo(20);
    }

    @Test
    @Proves({"S7", "M-24", "R-32"})
    void aCancellationIsToldOnceWithItsDeadlinesFromTheEarliestSignal() {
        at("2026-04-05T14:30:00Z");
        var agreement = begun(seller(), "2026-04-05T13:00:00Z");
        agreement.ended("CANCELLED", "2026-04-05T14:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled");
        agreement.deprovisioned("2026-04-05T14:21:00Z");
        agreement.saysEnded("CANCELLED", "2026-04-05T14:20:00Z");
        agreement.awaitWorkedOff();

        agreement.awaitTold("contract.created", "contract.cancelled");
        var event = agreement.told().get(1);
        assertThat(event.at("/timestamp").asText()).isEqualTo("2026-04-05T14:20:00Z");
        assertThat(event.at("/data/seller_deadline_at").asText()).isEqualTo("2026-04-05T14:35:00Z");
        assertThat(event.at("/data/deadline_at").asText()).isEqualTo("2026-04-05T15:20:00Z");
        assertThat(event.at("/data/contract/status").asText()).isEqualTo("cancelled");
        assertThat(event.at("/data/pricing/old/unit_prices/usage_fee").asText()).isEqualTo("0.01");
        assertThat(event.at("/data/pricing/new").isNull()).isTrue();
    }

    @Test
    @Proves({"R-32", "R-33"})
    void anEndThatComesBeforeTheBeginningIsKeptAndBothAreTold() {
        at("2026-04-06T14:30:00Z");
        var agreement = WorldAgreement.of(world(), seller(), "2026-04-06T13:00:00Z", "0.01");
        agreement.ended("EXPIRED", "2026-04-06T14:20:00Z");
        agreement.awaitWorkedOff();
        agreement.created("NEW", null, "2026-04-06T13:00:00Z");
        agreement.created("NEW", null, "2026-04-06T13:00:00Z");
        agreement.licensed("2026-04-06T13:00:30Z");

        agreement.awaitTold("contract.created", "contract.cancelled");
        assertThat(agreement.row()).containsEntry("status", "cancelled").containsEntry("ending", "expired");
    }

    @Test
    @Proves({"M-24", "R-32"})
    void whileAwsIsSilentAnEndIsAppliedAndTheRestWaits() {
        at("2026-04-07T14:30:00Z");
        var agreement = begun(seller(), "2026-04-07T13:00:00Z");
        world().sandbox().agreements().faults().always().serverError();
        agreement.amended("0.05", "2026-04-07T14:00:00Z");
        agreement.ended("TERMINATED", "2026-04-07T14:20:00Z");
        agreement.awaitTold("contract.created", "contract.cancelled");
        agreement.awaitWorkedOff();
        assertThat(agreement.notifications()).anyMatch(each -> each.startsWith(
                "Purchase Agreement Amended received: AWS answered DescribeAgreement"));

        world().sandbox().agreements().faults().calm();
        pass(Duration.ofMinutes(6));
        agreement.awaitTold("contract.created", "contract.cancelled", "contract.modified");
        assertThat(agreement.row()).containsEntry("status", "cancelled").containsEntry("ending", "terminated");
    }

    @Test
    @Proves("M-04")
    void aContractWithAnUpfrontPartWaitsUntilSomebodySaysWhatItCovers() {
        at("2026-04-08T14:30:00Z");
        var seller = seller();
        var agreement = WorldAgreement.of(world(), seller, "2026-04-08T13:00:00Z", "0.01");
        agreement.truth().upfront("1200.00", "usage_fee", 1000);
        agreement.created("NEW", null, "2026-04-08T13:00:00Z");
        agreement.licensed("2026-04-08T13:00:30Z");
        agreement.awaitTold("contract.created");
        var pricing = agreement.told().get(0).at("/data/pricing/new");
        assertThat(pricing.get("prepaid").asText()).isEqualTo("1200");
        assertThat(pricing.at("/entitled/usage_fee").asText()).isEqualTo("1000");
        var subscription = agreement.subscription("2026-04-08T00:00:00Z");
        WorldContract.use(subscription, "2026-04-08T13:10:00Z", "15.00");
        meter("2026-04-08T13:00:00Z");
        assertThat(agreement.acceptedUnits()).isZero();

        SellersApi.of(world(), seller).patch("/contracts/" + agreement.contract(),
                Map.of("included", Map.of("amount", "10.00", "term", "contract"))).is(200);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> world().jdbc().sql(
                "select count(*) from account where orb_subscription_id = :id").param("id", subscription.id())
                .query(Long.class).single() == 1);
        meter("2026-04-08T14:00:00Z");
        assertThat(agreement.acceptedUnits()).isEqualTo(500);
    }

    @Test
    @Proves("M-09")
    void whatAPartnerSoldIsPricedByTheListing() {
        at("2026-04-09T14:30:00Z");
        var agreement = WorldAgreement.of(world(), seller(), "2026-04-09T13:00:00Z", "0.02");
        agreement.truth().hidesTerms();
        agreement.created("NEW", null, "2026-04-09T13:00:00Z");
        agreement.licensed("2026-04-09T13:00:30Z");

        agreement.awaitTold("contract.created");
        assertThat(agreement.told().get(0).at("/data/contract/unit_price").asText()).isEqualTo("0.01");
    }

    @Test
    @Proves("R-33")
    void withoutAListingTheEventsWaitForIt() {
        at("2026-04-10T14:30:00Z");
        var seller = seller();
        world().jdbc().sql("update listing set cloud_id = cloud_id || '-later' where id = :id")
                .param("id", seller.listingId()).update();
        var agreement = begunUnlisted(seller, "2026-04-10T13:00:00Z");
        assertThat(agreement.notifications()).anyMatch(each -> each.contains("there is no listing of"));

        world().jdbc().sql("update listing set cloud_id = replace(cloud_id, '-later', '') where id = :id")
                .param("id", seller.listingId()).update();
        pass(Duration.ofMinutes(6));
        agreement.awaitTold("contract.created");
    }

    @Test
    @Proves({"R-32", "S8"})
    void whatNoEventToldIsFoundByAPoll() {
        at("2026-04-20T14:30:00Z");
        var agreement = begun(seller(), "2026-04-20T13:00:00Z");
        agreement.truth().usagePrice("usage_fee", "0.03").status("CANCELLED");
        pass(Duration.ofHours(7));
        agreement.awaitTold("contract.created", "contract.cancelled");

        agreement.saysEnded("CANCELLED", "2026-04-20T14:40:00Z");
        agreement.awaitWorkedOff();
        agreement.awaitTold("contract.created", "contract.cancelled");
    }

    private static WorldAgreement begunUnlisted(WorldSeller seller, String start) {
        var agreement = WorldAgreement.of(world(), seller, start, "0.01");
        agreement.created("NEW", null, start);
        agreement.licensed(start);
        agreement.awaitWorkedOff();
        return agreement;
    }

    private static WorldAgreement begun(WorldSeller seller, String start) {
        var agreement = WorldAgreement.of(world(), seller, start, "0.01");
        agreement.created("NEW", null, start);
        agreement.licensed(start);
        agreement.awaitTold("contract.created");
        return agreement;
    }
}
