package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asks as Clazar's published API is asked gets the answers that it gives. */
@Proves("S5")
class WireCompatibilityTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static ApiClient seller;
    private static Map<String, String> contracts;

    @BeforeAll
    static void contractsOnThreeClouds() {
        seller = WORLD.newSeller();
        contracts = new TreeMap<>();
        for (var product : List.of("pc-1", "pc-2")) {
            add(product, "aws", Map.of("cloud_id", product, "metering_identity", "customer"),
                    Map.of("product_code", product, "customer_identifier", "ci-" + product,
                            "customer_aws_account_id", "acct-" + product),
                    Map.of("agreement_id", "agmt-" + product, "license_arn", "arn-" + product));
        }
        add("azure", "azure", Map.of("cloud_id", "offer-1"), Map.of("tenant_id", "tenant-1"),
                Map.of("subscription_id", "sub-1", "offer_id", "offer-1", "plan_id", "gold"));
        add("gcp", "gcp", Map.of(), Map.of("account_id", "account-1"),
                Map.of("entitlement_id", "ent-1", "usage_reporting_id", "usage-1", "plan", "silver"));
    }

    private static void add(String name, String cloud, Map<String, ?> listing, Map<String, ?> buyer,
            Map<String, ?> contract) {
        var id = seller.post("/listings", ApiWorld.listing(cloud, listing)).is(201).at("/id");
        var created = seller.post("/contracts", Map.of("cloud", cloud, "listing_id", id,
                "start_at", "2026-03-02T00:00:00Z", "cloud_identifiers", contract,
                "buyer", Map.of("name", name, "cloud_identifiers", buyer))).is(201);
        contracts.put(name, created.at("/id"));
        contracts.put("buyer of " + name, created.at("/buyer_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "/buyers,product_code,pc-1,buyer of pc-1", "/buyers,customer_identifier,ci-pc-2,buyer of pc-2",
        "/buyers,customer_aws_account_id,acct-pc-2,buyer of pc-2", "/buyers,tenant_id,tenant-1,buyer of azure",
        "/buyers,account_id,account-1,buyer of gcp", "/contracts,agreement_id,agmt-pc-2,pc-2",
        "/contracts,license_arn,arn-pc-1,pc-1", "/contracts,subscription_id,sub-1,azure",
        "/contracts,offer_id,offer-1,azure", "/contracts,plan_id,gold,azure",
        "/contracts,entitlement_id,ent-1,gcp", "/contracts,usage_reporting_id,usage-1,gcp",
        "/contracts,plan,silver,gcp"})
    void cloudIdentifiersMayBeSpelledInFourWays(String path, String name, String value, String found) {
        for (var spelling : List.of("filter[cloud_identifiers][%s]", "filter[cloud_identifiers.%s]",
                "filter[%s]", "%s")) {
            for (var slash : List.of("", "/")) {
                var answer = seller.get(path + slash + "?" + spelling.formatted(name) + "=" + value).is(200);
                assertThat(ApiWorld.each(answer, "/id")).as(spelling).containsExactly(contracts.get(found));
                assertThat(answer.at("/count")).isEqualTo("1");
                assertThat(answer.at("/total_count")).isEqualTo("4");
            }
            assertThat(seller.get(path + "?" + spelling.formatted(name) + "=nothing").at("/count")).isEqualTo("0");
        }
    }

    @Test
    void filtersNarrowOneAnother() {
        var both = "/buyers?filter[cloud_identifiers][product_code]=%s"
                + "&filter[cloud_identifiers][customer_identifier]=%s";
        assertThat(seller.get(both.formatted("pc-1", "ci-pc-1")).at("/count")).isEqualTo("1");
        assertThat(seller.get(both.formatted("pc-1", "ci-pc-2")).at("/count")).isEqualTo("0");
    }

    /** Every row would be found otherwise, and the first of them mapped to somebody else's subscription. */
    @Test
    void anIdentifierThatNothingIsFoundByIsRefused() {
        var answer = seller.get("/contracts?filter[cloud_identifiers][product_code]=pc-1").is(422);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("filter[cloud_identifiers][product_code]");
        assertThat(answer.at("/errors/0/message")).contains("agreement_id");
        seller.get("/listings?filter[cloud_identifiers.cloud_id]=pc-1").is(422);
    }

    /** requirements.md S5, field by field. */
    @Test
    void theAnswerHasTheDocumentedShape() {
        var answer = seller.get("/buyers/?filter[cloud_identifiers][product_code]=pc-1"
                + "&filter[cloud_identifiers][customer_identifier]=ci-pc-1").is(200);
        var body = answer.body();
        assertThat(namesOf(body)).containsExactly("count", "total_count", "page_count", "next", "previous", "results");
        assertThat(body.get("count").isInt()).isTrue();
        assertThat(body.get("count").asInt()).isEqualTo(1);
        assertThat(body.get("total_count").asInt()).isEqualTo(4);
        assertThat(body.get("page_count").asInt()).isEqualTo(1);
        assertThat(body.get("next").textValue()).isEmpty();
        assertThat(body.get("previous").textValue()).isEmpty();
        var buyer = body.at("/results/0");
        assertThat(buyer.get("id").textValue()).isEqualTo(contracts.get("buyer of pc-1"));
        assertThat(buyer.at("/cloud_identifiers/product_code").textValue()).isEqualTo("pc-1");
        assertThat(buyer.at("/cloud_identifiers/customer_identifier").textValue()).isEqualTo("ci-pc-1");
        var none = ApiClient.parse("{\"salesforce\":{},\"hubspot\":{},\"orb\":{}}");
        assertThat(buyer.get("external_associations")).isEqualTo(none);
        assertThat(buyer.get("external_object_associations")).isEqualTo(none);
    }

    @Test
    void anEmptyMatchHasNoPages() {
        var body = seller.get("/contracts?status=cancelled").is(200).body();
        assertThat(body.get("count").asInt()).isZero();
        assertThat(body.get("page_count").asInt()).isZero();
        assertThat(body.get("results")).isEmpty();
    }

    @Test
    void bothNamesOfAssociationsAreTakenAndAnswered() {
        var path = "/buyers/" + contracts.get("buyer of gcp") + "/";
        seller.patch(path, Map.of("external_object_associations",
                Map.of("salesforce", Map.of("mapped_object", Map.of("id", "sf-1"))))).is(200);
        var answer = seller.patch(path, Map.of("external_associations",
                Map.of("hubspot", Map.of("mapped_object", Map.of("id", "hs-1"))))).is(200);

        for (var name : List.of("external_associations", "external_object_associations")) {
            assertThat(answer.at("/" + name + "/salesforce/mapped_object/id")).isEqualTo("sf-1");
            assertThat(answer.at("/" + name + "/hubspot/mapped_object/id")).isEqualTo("hs-1");
        }
        seller.patch(path, Map.of("external_associations", Map.of("hubspot", Map.of("a", "1")),
                "external_object_associations", Map.of("hubspot", Map.of("a", "2")))).is(422);
    }

    @Test
    void rawBracketsAreTakenBehindATrailingSlash() throws Exception {
        try (var socket = new Socket("localhost", WORLD.world().port())) {
            socket.getOutputStream().write(("GET /api/buyers/?filter[cloud_identifiers][product_code]=pc-2 HTTP/1.1\r\n"
                    + "Host: localhost\r\nAuthorization: Bearer " + seller.token()
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"count\":1").contains("ci-pc-2");
        }
    }

    @Test
    void allRowsAreCountedWhoeverWroteThem() {
        var other = WORLD.newSeller();
        assertThat(other.get("/contracts").at("/total_count")).isEqualTo("0");
        ApiWorld.newContract(other);
        assertThat(other.get("/contracts?status=pending").at("/total_count")).isEqualTo("1");
        assertThat(other.get("/buyers").at("/total_count")).isEqualTo("1");
        assertThat(other.get("/buyers").at("/count")).isEqualTo("1");
    }

    private static List<String> namesOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
