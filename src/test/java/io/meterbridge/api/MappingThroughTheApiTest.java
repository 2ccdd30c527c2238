package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbAccount;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which Orb subscription feeds which contract, said by PATCH. */
@Proves("S3")
class MappingThroughTheApiTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private ApiClient seller;
    private OrbAccount orb;

    @BeforeEach
    void aConnectedSeller() {
        seller = WORLD.newSeller();
        orb = WORLD.connectOrb(seller);
    }

    @Test
    void aContractsMappingAnswersWhatFallsDue() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        var subscription = ApiWorld.subscription(orb, "12.349").id();

        var answer = seller.patch(path, ApiWorld.mapping(subscription)).is(200);
        assertThat(new BigDecimal(answer.at("/amount_due"))).isEqualByComparingTo("12.349");
        assertThat(answer.at("/external_associations/orb/mapped_object/id")).isEqualTo(subscription);
        assertThat(seller.get(path).body().at("/external_associations").toString()).isEqualTo(
                "{\"salesforce\":{},\"hubspot\":{},\"orb\":{\"mapped_object\":{\"id\":\"" + subscription + "\"}}}");
    }

    @Test
    void aSeriesIsSeenWhenItIsReadNotWhenItsDayEnds() {
        var subscription = ApiWorld.subscription(orb, "12.349").id();
        seller.patch("/contracts/" + ApiWorld.newContract(seller).at("/id"), ApiWorld.mapping(subscription)).is(200);

        assertThat(WORLD.world().jdbc().sql("""
                select s.first_seen_at from cost_series s join account a on a.id = s.account_id
                where a.orb_subscription_id = :id""").param("id", subscription)
                .query(OffsetDateTime.class).list())
                .isNotEmpty().allSatisfy(seen ->
                        assertThat(seen.toInstant()).isEqualTo(WORLD.world().clock().instant()));
    }

    /** The clock stands, so no permit comes; a caller waits for twenty real seconds. */
    @Test
    void aMappingThatOrbsBudgetDoesNotReachChangesNothingAndSaysSo() {
        var contract = ApiWorld.newContract(seller).at("/id");
        var mapping = ApiWorld.mapping(ApiWorld.subscription(orb, "12.349").id());
        permits(contract, 0);

        var refused = seller.patch("/contracts/" + contract, mapping).is(503);
        assertThat(refused.at("/detail")).contains("nothing was stored");
        assertThat(seller.get("/contracts/" + contract).at("/external_associations/orb/mapped_object/id")).isEmpty();

        permits(contract, 10);
        seller.patch("/contracts/" + contract, mapping).is(200);
    }

    private static void permits(String contract, int number) {
        WORLD.world().jdbc().sql("""
                update orb_budget set tokens = :number, refilled_at = :now
                where seller_id = (select seller_id from contract where id = :id)""")
                .param("number", number).param("id", UUID.fromString(contract))
                .param("now", WORLD.world().clock().instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    void aBuyersMappingFeedsItsOnlyLiveContract() {
        var path = "/buyers/" + ApiWorld.newContract(seller).at("/buyer_id");
        var answer = seller.patch(path, Map.of("external_object_associations", Map.of("orb",
                Map.of("mapped_object", Map.of("id", ApiWorld.subscription(orb, "3").id()))),
                "custom_properties", Map.of("internal_customer_identifier", "value-1"))).is(200);
        assertThat(new BigDecimal(answer.at("/amount_due"))).isEqualByComparingTo("3");
        assertThat(answer.at("/custom_properties/internal_customer_identifier")).isEqualTo("value-1");
    }

    @Test
    void anotherLiveContractOfTheSubscriptionIsNamed() {
        var subscription = ApiWorld.subscription(orb, "1").id();
        var first = ApiWorld.newContract(seller).at("/id");
        seller.patch("/contracts/" + first, ApiWorld.mapping(subscription)).is(200);

        var second = seller.post("/contracts", ApiWorld.awsContract(
                seller.get("/contracts/" + first).at("/listing_id"), Map.of())).is(201).at("/id");
        var refused = seller.patch("/contracts/" + second, ApiWorld.mapping(subscription)).is(409);
        assertThat(refused.at("/contract_id")).isEqualTo(first);
    }

    @Test
    void anUnknownSubscriptionIsInvalidAndNothingElseOfTheCallIsStored() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        var body = new java.util.HashMap<>(ApiWorld.mapping("sub-of-nobody"));
        body.put("custom_properties", Map.of("a", "1"));

        assertThat(seller.patch(path, body).is(422).at("/errors/0/pointer"))
                .isEqualTo("/external_associations/orb/mapped_object/id");
        assertThat(seller.get(path).body().at("/custom_properties")).isEmpty();
        assertThat(seller.get(path).body().at("/external_associations/orb")).isEmpty();
    }

    @Test
    void anOrbThatDoesNotAnswerChangesNothing() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        var subscription = ApiWorld.subscription(orb, "1").id();
        WORLD.world().sandbox().orb().subscriptionFaults().always().to(subscription).serverError();
        seller.patch(path, ApiWorld.mapping(subscription)).is(503);
        WORLD.world().sandbox().orb().subscriptionFaults().calm();
        assertThat(seller.get(path).body().at("/external_associations/orb")).isEmpty();
    }

    @Test
    void aWrongFieldIsRefusedBeforeOrbIsAsked() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        var body = new java.util.HashMap<>(ApiWorld.mapping(ApiWorld.subscription(orb, "1").id()));
        body.put("unit_price", "0");
        seller.patch(path, body).is(422);
        assertThat(seller.get(path).body().at("/external_associations/orb")).isEmpty();
    }

    @Test
    void nullUnmapsAndAnEmptyObjectChangesNothing() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        seller.patch(path, ApiWorld.mapping(ApiWorld.subscription(orb, "1").id())).is(200);

        seller.patch(path, Map.of("external_associations", Map.of("orb", Map.of()))).is(200);
        assertThat(seller.get(path).body().at("/external_associations/orb")).isNotEmpty();
        seller.call("PATCH", path, "{\"external_associations\":{\"orb\":null}}").is(200);
        assertThat(seller.get(path).body().at("/external_associations/orb")).isEmpty();
    }
}
