package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings: defaults, what each cloud takes, and who follows a new price. */
class ListingsTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private ApiClient seller;

    @BeforeEach
    void aSeller() {
        seller = WORLD.newSeller();
    }

    @Test
    void aListingHasTheDefaultsOfTheInterface() {
        var aws = seller.post("/listings", ApiWorld.listing("aws", Map.of())).is(201);
        assertThat(aws.at("/cost_basis")).isEqualTo("total");
        assertThat(aws.body().at("/zero_quantity").asBoolean()).isTrue();
        assertThat(aws.at("/usage_dimension/currency")).isEqualTo("USD");
        assertThat(aws.at("/usage_dimension/value_type")).isEqualTo("int64");
        assertThat(aws.body().at("/hold").isNull()).isTrue();
        assertThat(aws.body().at("/warnings")).isEmpty();
        assertThat(seller.post("/listings", ApiWorld.listing("gcp", Map.of())).is(201).body()
                .at("/zero_quantity").asBoolean()).isFalse();
        assertThat(seller.get("/listings/" + aws.at("/id")).is(200).body()).isEqualTo(aws.body());
    }

    @Test
    @Proves("S2")
    void aCoarseUnitPriceIsAnsweredWithAWarning() {
        var coarse = seller.post("/listings", ApiWorld.listing("aws", price("0.011"))).is(201);
        assertThat(coarse.at("/warnings/0/pointer")).isEqualTo("/usage_dimension/unit_price");
        assertThat(coarse.at("/usage_dimension/unit_price")).isEqualTo("0.011");
    }

    @ParameterizedTest
    @CsvSource({"azure,0.009,422", "azure,0.01,201", "aws,0.001,201", "gcp,0.000001,201"})
    void onlyAzureRefusesPricesBelowACent(String cloud, String price, int status) {
        seller.post("/listings", ApiWorld.listing(cloud, price(price))).is(status);
    }

    @ParameterizedTest
    @CsvSource({"azure", "gcp"})
    void onlyAwsTakesZeroesAndAChoiceOfIdentity(String cloud) {
        seller.post("/listings", ApiWorld.listing(cloud, Map.of("zero_quantity", true))).is(422);
        seller.post("/listings", ApiWorld.listing(cloud, Map.of("zero_quantity", false))).is(201);
        seller.post("/listings", ApiWorld.listing(cloud, Map.of("metering_identity", "license"))).is(422);
        seller.post("/listings", ApiWorld.listing("aws", Map.of("metering_identity", "customer"))).is(201);
    }

    @Test
    void aGoogleCloudListingNamesItsServiceAndKindOfValue() {
        var without = seller.post("/listings", ApiWorld.listing("gcp", Map.of())).is(201);
        assertThat(without.at("/warnings/0/pointer")).isEqualTo("/service_name");
        seller.post("/listings", ApiWorld.listing("gcp", Map.of("service_name", "a/../b"))).is(422);

        var listing = seller.post("/listings", ApiWorld.listing("gcp", Map.of("service_name",
                "product.example.com", "usage_dimension", Map.of("id", "product.example.com/usage",
                "unit_price", "0.01", "value_type", "double")))).is(201);
        assertThat(listing.at("/service_name")).isEqualTo("product.example.com");
        assertThat(listing.at("/usage_dimension/value_type")).isEqualTo("double");
        assertThat(listing.body().at("/warnings")).isEmpty();
        assertThat(seller.patch("/listings/" + listing.at("/id"), Map.of("service_name", "other.example.com"))
                .is(200).at("/service_name")).isEqualTo("other.example.com");
        seller.patch("/listings/" + listing.at("/id"), Map.of("service_name", "a b")).is(422);
    }

    @Test
    void theSameListingAgainIsAConflictThatNamesIt() {
        var body = ApiWorld.listing("aws", Map.of());
        var first = seller.post("/listings", body).is(201);
        assertThat(seller.post("/listings", body).is(409).at("/id")).isEqualTo(first.at("/id"));
        WORLD.newSeller().post("/listings", body).is(201);
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        var before = seller.post("/listings", ApiWorld.listing("aws", Map.of("hold",
                Map.of("max_units_per_hour", 10, "first_record", true), "plans",
                Map.of("a", Map.of("id", "ua", "unit_price", "1"))))).is(201);
        var change = new HashMap<String, Object>();
        change.put("title", "Another title");
        change.put("hold", withNull("first_record"));
        change.put("plans", Map.of("b", Map.of("id", "ub", "unit_price", "2")));
        var after = seller.patch("/listings/" + before.at("/id"), change).is(200);

        assertThat(after.at("/title")).isEqualTo("Another title");
        assertThat(after.body().at("/hold").toString()).isEqualTo("{\"max_units_per_hour\":10}");
        assertThat(after.body().at("/plans")).hasSize(2);
        assertThat(after.body().at("/usage_dimension")).isEqualTo(before.body().at("/usage_dimension"));
        assertThat(seller.patch("/listings/" + before.at("/id"), withNull("hold")).is(200).body().at("/hold")
                .isNull()).isTrue();
    }

    @Test
    @Proves("M-09")
    void contractsWithoutAPriceOfTheirOwnFollowTheirListing() {
        var listing = ApiWorld.awsListing(seller);
        var follower = seller.post("/contracts", ApiWorld.awsContract(listing, Map.of())).is(201);
        var own = seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("unit_price", "0.007"))).is(201);

        seller.patch("/listings/" + listing, Map.of("usage_dimension",
                Map.of("id", "finer", "unit_price", "0.002"))).is(200);

        JsonNode followed = seller.get("/contracts/" + follower.at("/id")).is(200).body();
        assertThat(followed.at("/unit_price").asText()).isEqualTo("0.002");
        assertThat(followed.at("/usage_dimension/id").asText()).isEqualTo("finer");
        assertThat(seller.get("/contracts/" + own.at("/id")).is(200).at("/unit_price")).isEqualTo("0.007");
    }

    private static Map<String, Object> price(String price) {
        return Map.of("usage_dimension", Map.of("id", "units", "unit_price", price));
    }

    private static Map<String, Object> withNull(String field) {
        var body = new HashMap<String, Object>();
        body.put(field, null);
        return body;
    }
}
