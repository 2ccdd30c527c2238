package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contracts and their buyers: identity, prices, properties. */
class ContractsTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private ApiClient seller;

    @BeforeEach
    void aSeller() {
        seller = WORLD.newSeller();
    }

    @Test
    void theSameIdentityAgainIsAConflictThatNamesIt() {
        var body = ApiWorld.awsContract(ApiWorld.awsListing(seller), Map.of());
        var first = seller.post("/contracts", body).is(201);
        assertThat(seller.post("/contracts", body).is(409).at("/id")).isEqualTo(first.at("/id"));
        assertThat(seller.get("/contracts").at("/count")).isEqualTo("1");
    }

    @Test
    void aSecondContractOfTheSameBuyerReusesIt() {
        var listing = ApiWorld.awsListing(seller);
        var buyer = Map.of("name", "Northwind", "cloud_identifiers",
                Map.of("product_code", "pc-1", "customer_aws_account_id", "123456789012"));
        var first = seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("buyer", buyer))).is(201);
        var second = seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("buyer", buyer))).is(201);
        assertThat(second.at("/buyer_id")).isEqualTo(first.at("/buyer_id"));
        assertThat(second.at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void anAwsBuyerIsOneUnderEitherOfItsNames() {
        var listing = seller.post("/listings", ApiWorld.listing("aws",
                Map.of("cloud_id", "pc-1", "metering_identity", "customer"))).is(201).at("/id");
        var byCustomer = contractOf(listing, Map.of("product_code", "pc-1", "customer_identifier", "ci-1"));
        var byBoth = contractOf(listing, Map.of("product_code", "pc-1", "customer_identifier", "ci-1",
                "customer_aws_account_id", "111"));
        var byAccount = contractOf(listing, Map.of("product_code", "pc-1", "customer_aws_account_id", "111"));
        var another = contractOf(listing, Map.of("product_code", "pc-2", "customer_identifier", "ci-1"));

        assertThat(List.of(byBoth, byAccount)).containsOnly(byCustomer);
        assertThat(another).isNotEqualTo(byCustomer);
        assertThat(seller.get("/buyers/" + byCustomer).is(200)
                .at("/cloud_identifiers/customer_aws_account_id")).isEqualTo("111");
    }

    /** The buyer of a pending contract, since live ones of one customer would be in each other's way. */
    private String contractOf(String listing, Map<String, String> identifiers) {
        return seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("status", "pending", "buyer",
                Map.of("name", "Northwind", "cloud_identifiers", identifiers)))).is(201).at("/buyer_id");
    }

    @Test
    void whatAwsWillWantToBeToldIsDemandedByTheListing() {
        var license = ApiWorld.awsListing(seller);
        var halves = ApiWorld.awsContract(license, Map.of("cloud_identifiers", Map.of("agreement_id", "a-1"),
                "buyer", Map.of("name", "N", "cloud_identifiers", Map.of("product_code", "pc-1",
                        "customer_identifier", "ci-1"))));
        assertThat(seller.post("/contracts", halves).is(422).body().at("/errors").toString())
                .contains("/buyer/cloud_identifiers/customer_aws_account_id")
                .contains("/cloud_identifiers/license_arn");
        assertThat(seller.get("/buyers").at("/count")).isEqualTo("0");
    }

    @Test
    @Proves("M-25")
    void oneCustomerHasOneLiveContractInIdentityModeCustomer() {
        var listing = seller.post("/listings", ApiWorld.listing("aws",
                Map.of("cloud_id", "pc-1", "metering_identity", "customer"))).is(201).at("/id");
        var buyer = Map.of("buyer", Map.of("name", "N", "cloud_identifiers",
                Map.of("product_code", "pc-1", "customer_identifier", "ci-1")));
        var live = seller.post("/contracts", ApiWorld.awsContract(listing, buyer)).is(201);
        assertThat(seller.post("/contracts", ApiWorld.awsContract(listing, buyer)).is(409).at("/contract_id"))
                .isEqualTo(live.at("/id"));
    }

    @Test
    void azureAndGcpContractsTakeTheirPlanFromTheirIdentifiers() {
        var azure = seller.post("/listings", ApiWorld.listing("azure", Map.of("cloud_id", "offer-1", "plans",
                Map.of("gold", Map.of("id", "gold-units", "unit_price", "0.02"))))).is(201).at("/id");
        var contract = seller.post("/contracts", Map.of("cloud", "azure", "listing_id", azure,
                "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "N", "cloud_identifiers", Map.of("tenant_id", "t-1")),
                "cloud_identifiers", Map.of("subscription_id", UUID.randomUUID(), "offer_id", "offer-1",
                        "plan_id", "gold"))).is(201);
        assertThat(contract.at("/plan")).isEqualTo("gold");
        assertThat(contract.at("/usage_dimension/id")).isEqualTo("gold-units");
        assertThat(contract.at("/unit_price")).isEqualTo("0.02");

        var gcp = seller.post("/listings", ApiWorld.listing("gcp", Map.of())).is(201).at("/id");
        seller.post("/contracts", Map.of("cloud", "gcp", "listing_id", gcp, "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "N", "cloud_identifiers", Map.of("account_id", "a-1")),
                "cloud_identifiers", Map.of("entitlement_id", "e-1", "usage_reporting_id", "u-1"))).is(422);
    }

    @Test
    void aContractFitsItsListing() {
        var listing = ApiWorld.awsListing(seller);
        seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("cloud", "gcp"))).is(422);
        seller.post("/contracts", ApiWorld.awsContract(UUID.randomUUID().toString(), Map.of())).is(422);
        seller.post("/contracts", ApiWorld.awsContract(ApiWorld.awsListing(WORLD.newSeller()), Map.of())).is(422);
        seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("end_at", "2026-02-01T00:00:00Z"))).is(422);
    }

    @Test
    @Proves("M-08")
    void aNewPriceHoldsFromItsInstantAndOldOnesStay() {
        var contract = ApiWorld.newContract(seller);
        var path = "/contracts/" + contract.at("/id");
        seller.patch(path, Map.of("unit_price", "0.02", "price_effective_at", "2026-03-20T00:00:00Z")).is(200);
        assertThat(seller.get(path).at("/unit_price")).isEqualTo("0.01");

        var past = seller.patch(path, Map.of("unit_price", "0.005", "usage_dimension", "finer",
                "price_effective_at", "2026-03-05T00:00:00+01:00")).is(200);
        assertThat(past.at("/unit_price")).isEqualTo("0.005");
        assertThat(past.at("/usage_dimension/id")).isEqualTo("finer");
        seller.patch(path, Map.of("unit_price", "0.005")).is(200);

        assertThat(WORLD.world().jdbc().sql("select effective_at::text || ' ' || unit_price || ' ' || learnt_from "
                + "from price_snapshot where contract_id = :id::uuid order by id")
                .param("id", contract.at("/id")).query(String.class).list()).containsExactly(
                "2026-03-01 00:00:00+00 0.01 listing", "2026-03-20 00:00:00+00 0.02 seller",
                "2026-03-04 23:00:00+00 0.005 seller");
        seller.patch(path, Map.of("price_effective_at", "2026-03-05T00:00:00Z")).is(422);
        seller.patch(path, Map.of("unit_price", "0")).is(422);
    }

    @Test
    @Proves("M-04")
    void includedMoneyIsSetAndRemoved() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        var with = seller.patch(path, Map.of("included", Map.of("amount", "100.50", "term", "month"))).is(200);
        assertThat(with.body().at("/included").toString()).isEqualTo("{\"amount\":\"100.50\",\"term\":\"month\"}");
        var nothing = new HashMap<String, Object>();
        nothing.put("included", null);
        assertThat(seller.patch(path, nothing).is(200).body().at("/included").isNull()).isTrue();
        seller.patch(path, Map.of("included", Map.of("amount", "1", "term", "week"))).is(422);
    }

    @Test
    @Proves("S4")
    void customPropertiesMergeAndNullRemoves() {
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        seller.patch(path, Map.of("custom_properties", Map.of("a", "1", "b", Map.of("c", 2, "d", 3)))).is(200);
        var merged = seller.call("PATCH", path,
                "{\"custom_properties\":{\"a\":null,\"b\":{\"c\":null,\"e\":4.50},\"f\":[null]}}").is(200);
        assertThat(merged.body().at("/custom_properties"))
                .isEqualTo(ApiClient.parse("{\"b\":{\"d\":3,\"e\":4.50},\"f\":[null]}"));
        assertThat(seller.call("PATCH", path, "{\"custom_properties\":null}").is(200).body()
                .at("/custom_properties")).isEmpty();
    }

    @Test
    void otherAssociationsAreKeptUnderEitherName() {
        var path = "/buyers/" + ApiWorld.newContract(seller).at("/buyer_id");
        seller.patch(path, Map.of("external_object_associations",
                Map.of("salesforce", Map.of("mapped_object", Map.of("id", "sf-1"))))).is(200);
        var answer = seller.get(path).is(200);
        assertThat(answer.body().at("/external_associations").toString()).isEqualTo(
                "{\"salesforce\":{\"mapped_object\":{\"id\":\"sf-1\"}},\"hubspot\":{},\"orb\":{}}");
        seller.patch(path, Map.of("external_object_associations", Map.of("hubspot", Map.of()),
                "external_associations", Map.of())).is(422);
    }
}
