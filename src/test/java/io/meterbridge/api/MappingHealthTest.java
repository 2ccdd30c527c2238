package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient.Answer;
import io.meterbridge.sandbox.OrbAccount;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contracts that are not metered, or not as they should be, are named with the reason. */
class MappingHealthTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private ApiClient seller;
    private OrbAccount orb;
    private String listing;

    @BeforeEach
    void aConnectedSeller() {
        seller = WORLD.newSeller();
        orb = WORLD.connectOrb(seller);
        listing = ApiWorld.awsListing(seller);
    }

    @Test
    void aContractWithoutASubscriptionIsNamedUntilItHasOne() {
        var contract = newContract(Map.of());
        newContract(Map.of("status", "cancelled"));
        newContract(Map.of("status", "pending"));

        var found = problems("");
        assertThat(found.at("/count")).isEqualTo("1");
        assertThat(found.at("/results/0/problem")).isEqualTo("unmapped");
        assertThat(found.at("/results/0/contract_id")).isEqualTo(contract.at("/id"));
        assertThat(found.at("/results/0/buyer_id")).isEqualTo(contract.at("/buyer_id"));
        assertThat(found.body().at("/results/0/subscription_id").isNull()).isTrue();
        assertThat(WORLD.newSeller().get("/mapping-health").at("/total_count")).isEqualTo("0");

        map(contract, ApiWorld.subscription(orb, "1").id());
        assertThat(problems("").at("/count")).isEqualTo("0");
    }

    @Test
    @Proves("M-25")
    void aSecondLiveContractOfAMappedBuyerIsNamedWithTheOneThatIsFed() {
        var buyer = Map.of("buyer", Map.of("name", "Twice", "cloud_identifiers",
                Map.of("product_code", "pc-1", "customer_aws_account_id", "acct-" + UUID.randomUUID())));
        var first = newContract(buyer);
        var second = newContract(buyer);
        assertThat(second.at("/buyer_id")).isEqualTo(first.at("/buyer_id"));
        var subscription = ApiWorld.subscription(orb, "1").id();
        seller.patch("/buyers/" + first.at("/buyer_id"), ApiWorld.mapping(subscription)).is(200);
        seller.patch("/buyers/" + first.at("/buyer_id"), ApiWorld.mapping(subscription)).is(200);

        var told = seller.get("/webhooks/events?type=mapping.missing").is(200);
        assertThat(told.at("/count")).isEqualTo("1");
        assertThat(told.at("/results/0/body/data/reason")).contains("feeds another live contract");
        assertThat(told.at("/results/0/body/data/contract/id")).isIn(first.at("/id"), second.at("/id"));
        var found = problems("");
        assertThat(found.at("/count")).isEqualTo("1");
        assertThat(found.at("/results/0/problem")).isEqualTo("buyer-mapping-taken");
        assertThat(java.util.List.of(found.at("/results/0/contract_id"), found.at("/results/0/other_contract_id")))
                .containsExactlyInAnyOrder(first.at("/id"), second.at("/id"));
        assertThat(found.at("/results/0/subscription_id")).isEqualTo(subscription);

        seller.patch("/contracts/" + found.at("/results/0/contract_id"),
                ApiWorld.mapping(ApiWorld.subscription(orb, "2").id())).is(200);
        assertThat(problems("").at("/count")).isEqualTo("0");
    }

    @Test
    void twoLiveContractsOfOneSubscriptionAreBothNamed() {
        var first = newContract(Map.of());
        var second = newContract(Map.of());
        var subscription = ApiWorld.subscription(orb, "1").id();
        map(first, subscription);
        WORLD.world().jdbc().sql("update contract set orb_subscription_id = :subscription where id = :id::uuid")
                .param("subscription", subscription).param("id", second.at("/id")).update();

        var found = problems("?problem=doubly-mapped");
        assertThat(found.at("/count")).isEqualTo("2");
        assertThat(problems("?contract_id=" + first.at("/id")).at("/results/0/other_contract_id"))
                .isEqualTo(second.at("/id"));
        assertThat(problems("?contract_id=" + second.at("/id")).at("/results/0/other_contract_id"))
                .isEqualTo(first.at("/id"));
    }

    @Test
    void aContractsOwnMappingAndAnotherBuyersOfOneSubscriptionAreBothNamed() {
        var own = newContract(Map.of());
        var fed = newContract(Map.of());
        var subscription = ApiWorld.subscription(orb, "1").id();
        map(own, subscription);
        WORLD.world().jdbc().sql("update buyer set orb_subscription_id = :subscription where id = :id::uuid")
                .param("subscription", subscription).param("id", fed.at("/buyer_id")).update();

        assertThat(problems("").at("/count")).isEqualTo("2");
        assertThat(problems("?problem=doubly-mapped&contract_id=" + own.at("/id")).at("/results/0/other_contract_id"))
                .isEqualTo(fed.at("/id"));
        assertThat(problems("?problem=doubly-mapped&contract_id=" + fed.at("/id")).at("/results/0/other_contract_id"))
                .isEqualTo(own.at("/id"));
    }

    @Test
    void anotherCurrencyThanTheListingsIsNamed() {
        var contract = mappedContract();
        seller.patch("/listings/" + listing, Map.of("usage_dimension", Map.of("currency", "EUR"))).is(200);

        var found = problems("");
        assertThat(found.at("/results/0/problem")).isEqualTo("currency-mismatch");
        assertThat(found.at("/results/0/message")).contains("USD").contains("EUR");
        seller.patch("/listings/" + listing, Map.of("usage_dimension", Map.of("currency", "USD"))).is(200);
        set("state = 'blocked', state_reason = 'currency-mismatch'", contract);
        assertThat(problems("?cloud=aws").at("/results/0/message")).contains("Orb shows a price");
    }

    @Test
    void aSubscriptionThatEndedUnderALiveContractIsNamed() {
        set("subscription_end = timestamptz '2026-03-10T12:05:00Z'", mappedContract());

        assertThat(problems("").at("/results/0/problem")).isEqualTo("subscription-ended");
        assertThat(problems("").at("/count")).isEqualTo("1");
    }

    @Test
    void aDimensionThatTheListingDoesNotHaveIsNamed() {
        var contract = mappedContract();
        seller.patch("/contracts/" + contract.at("/id"), Map.of("usage_dimension", "seats")).is(200);
        assertThat(problems("").at("/results/0/problem")).isEqualTo("dimension-missing");
        assertThat(problems("").at("/results/0/message")).contains("'seats'");

        seller.patch("/listings/" + listing, Map.of("plans",
                Map.of("gold", Map.of("id", "seats", "unit_price", "0.01")))).is(200);
        assertThat(problems("").at("/count")).isEqualTo("0");
        set("state = 'parked', state_reason = 'invalid-usage-dimension'", contract);
        assertThat(problems("").at("/results/0/message")).contains("refused");
    }

    @Test
    void aLongListComesInPages() {
        for (var i = 0; i < 3; i++) {
            newContract(Map.of());
        }
        map(newContract(Map.of()), ApiWorld.subscription(orb, "1").id());

        var page = problems("?problem=unmapped&page_size=2");
        assertThat(page.at("/count")).isEqualTo("3");
        assertThat(page.at("/page_count")).isEqualTo("2");
        assertThat(page.at("/next")).contains("page=2");
        assertThat(problems("?problem=subscription-ended").at("/total_count")).isEqualTo("3");
        seller.get("/mapping-health?problem=sleepy").is(422);
    }

    private Answer problems(String query) {
        return seller.get("/mapping-health" + query).is(200);
    }

    private Answer newContract(Map<String, ?> more) {
        return seller.post("/contracts", ApiWorld.awsContract(listing, more)).is(201);
    }

    private Answer mappedContract() {
        var contract = newContract(Map.of());
        map(contract, ApiWorld.subscription(orb, "1").id());
        return contract;
    }

    private void map(Answer contract, String subscription) {
        seller.patch("/contracts/" + contract.at("/id"), ApiWorld.mapping(subscription)).is(200);
    }

    private static void set(String columns, Answer contract) {
        assertThat(WORLD.world().jdbc().sql("update account set " + columns + " where id = "
                + "(select account_id from account_contract where contract_id = :id::uuid and until_at is null)")
                .param("id", contract.at("/id")).update()).isEqualTo(1);
    }
}
