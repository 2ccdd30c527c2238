package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client written for Clazar's published API works once its base URL is ours. */
@Proves({"S3", "S4", "S5"})
class ClazarClientTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static final int CONTRACTS = 103;

    private static String clientId;
    private static String secret;
    private static ApiClient seller;
    private static List<String> contracts;
    private static ClazarClient client;

    @BeforeAll
    static void aSellerThatCameFromClazar() {
        var created = WORLD.operator().post("/sellers", Map.of("name", "Came from Clazar")).is(201);
        clientId = created.at("/client_id");
        secret = created.at("/client_secret");
        seller = WORLD.nobody().signedIn(clientId, secret);
        var listing = ApiWorld.awsListing(seller);
        contracts = new ArrayList<>();
        for (var i = 0; i < CONTRACTS; i++) {
            contracts.add(seller.post("/contracts", ApiWorld.awsContract(listing, Map.of("buyer", Map.of(
                    "name", "Northwind", "cloud_identifiers", Map.of("product_code", "pc-1",
                            "customer_identifier", "ci-" + i,
                            "customer_aws_account_id", String.valueOf(294_406_891_311L + i)))))).is(201).at("/id"));
        }
        client = new ClazarClient(WORLD.nobody().uri("").toString(), clientId, secret);
    }

    @Test
    void aWrongSecretIsRefused() {
        assertThatThrownBy(() -> new ClazarClient(WORLD.nobody().uri("").toString(), clientId, "wrong"))
                .isInstanceOfSatisfying(ClazarClient.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @Test
    void everyContractIsReadPageByPage() {
        assertThat(client.changedAfter("contracts", "2026-03-10T12:04:59.999999Z"))
                .extracting(contract -> contract.get("id").textValue())
                .containsExactlyInAnyOrderElementsOf(contracts);
    }

    @Test
    void whatChangedSinceTheLastLookIsFoundAlone() {
        var changed = contracts.subList(7, 10);
        WORLD.world().jdbc().sql("""
                update contract set last_modified_at = timestamptz '2026-03-10T12:06:00Z'
                where id::text = any (:ids)""").param("ids", changed.toArray(String[]::new)).update();

        assertThat(client.changedAfter("contracts", "2026-03-10T12:05:00.000000Z"))
                .extracting(contract -> contract.get("id").textValue()).containsExactlyInAnyOrderElementsOf(changed);
        assertThat(client.changedAfter("contracts", "2026-03-10T12:06:00.000000Z")).isEmpty();
        assertThat(client.changedAfter("listings", "2026-03-01T00:00:00.000000Z")).hasSize(1);
    }

    @Test
    void aBuyerIsFoundMappedAndSeenMapped() {
        var orb = WORLD.connectOrb(seller);
        var subscription = ApiWorld.subscription(orb, "4.50").id();
        var wanted = client.get("/contracts/" + contracts.get(0) + "/");
        var identifiers = client.get("/buyers/" + wanted.get("buyer_id").textValue() + "/").get("cloud_identifiers");

        var found = client.get("/buyers/?filter[cloud_identifiers][product_code]="
                + identifiers.get("product_code").textValue() + "&filter[cloud_identifiers][customer_identifier]="
                + identifiers.get("customer_identifier").textValue());
        assertThat(found.get("count").intValue()).isEqualTo(1);
        var buyer = found.at("/results/0");
        assertThat(buyer.at("/external_object_associations/orb")).isEmpty();

        var mapped = client.associate(buyer.get("id").textValue(), subscription,
                Map.of("internal_customer_identifier", "value-1"));
        for (var seen : List.of(mapped, client.get("/buyers/" + buyer.get("id").textValue() + "/"))) {
            assertThat(seen.at("/external_object_associations/orb/mapped_object/id").textValue())
                    .isEqualTo(subscription);
            assertThat(seen.at("/custom_properties/internal_customer_identifier").textValue()).isEqualTo("value-1");
        }
        assertThat(contractsOf(buyer)).containsExactly(contracts.get(0));
    }

    private static List<String> contractsOf(JsonNode buyer) {
        List<String> ids = new ArrayList<>();
        client.get("/contracts/?filter[buyer_id]=" + buyer.get("id").textValue()).get("results")
                .forEach(contract -> ids.add(contract.get("id").textValue()));
        return ids;
    }

    @Test
    @Proves("M-05")
    void usageIsSubmittedItemByItemAndFailuresStayApart() {
        var contract = contracts.get(2);
        var results = client.submit(List.of(usage(contract, "units", "720"),
                usage("7c1a5c1e-0000-4000-8000-000000000000", "units", "1"), usage(contract, "seats", "1"),
                usage(contract, "units", "-5"), usage(contract, "units", "1.5")));

        assertThat(results).as("answer %s", results).extracting(result -> result.get("status").textValue())
                .containsExactly("success", "error", "error", "error", "error");
        assertThat(results.subList(1, 5)).allSatisfy(failed -> {
            assertThat(failed.get("code").textValue()).isNotEmpty();
            assertThat(failed.get("message").textValue()).isNotEmpty();
        });
        var found = client.get("/metering/?cloud=aws&dimension=units&contract_id=" + contract);
        assertThat(found.get("count").intValue()).isEqualTo(1);
        assertThat(found.at("/results/0/quantity").textValue()).isEqualTo("720");
        assertThat(found.at("/results/0/start_time").textValue()).isEqualTo("2026-03-10T09:00:00Z");
        assertThat(found.at("/results/0/end_time").textValue()).isEqualTo("2026-03-10T10:00:00Z");
        assertThat(found.at("/results/0/custom_properties/invoice").textValue()).isEqualTo("i-1");
        assertThat(client.describe(found.at("/results/0/id").textValue(), Map.of("invoice", "i-2"))
                .at("/custom_properties/invoice").textValue()).isEqualTo("i-2");
    }

    private static Map<String, ?> usage(String contract, String dimension, String quantity) {
        return Map.of("cloud", "aws", "contract_id", contract, "dimension", dimension, "quantity", quantity,
                "start_time", "2026-03-10T09:00:00.000000Z", "end_time", "2026-03-10T10:00:00.000000Z",
                "custom_properties", Map.of("invoice", "i-1"));
    }

    @Test
    void meteringRecordsAreFilteredByItsNames() {
        var records = client.get("/metering/?cloud=aws&status=accepted&dimension=units&contract_id=" + contracts.get(1));
        assertThat(records.get("count").intValue()).isZero();
        assertThat(records.get("results")).isEmpty();
    }
}
