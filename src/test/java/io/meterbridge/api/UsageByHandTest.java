package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient.Answer;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage that a seller enters by hand, from its result to the marketplace's receipt. */
class UsageByHandTest {

    private static final String HOUR = "2026-03-10T09:00:00Z";

    private static final ApiWorld WORLD = ApiWorld.sending();

    private static final AwsSeller SELLER = new AwsSeller(WORLD, Map.of());

    @Test
    @Proves("M-05")
    void unitsTakeTheirStartHourAndAreAccepted() {
        var contract = SELLER.contract();

        var result = post(item(contract.id(), "12", Map.of("start_time", "2026-03-10T09:20:00Z",
                "end_time", "2026-03-10T09:50:00Z", "custom_properties", Map.of("ticket", "T-1")))).get(0);

        assertThat(result.at("/status").asText()).isEqualTo("success");
        assertThat(result.at("/hour").asText()).isEqualTo(HOUR);
        assertThat(result.has("errors")).isFalse();
        WORLD.world().awaitSettledRecords();
        var record = SELLER.api().get("/metering/" + result.at("/id").asText()).is(200);
        assertThat(record.at("/status")).isEqualTo("accepted");
        assertThat(record.at("/source")).isEqualTo("manual");
        assertThat(record.at("/covers_orb_cost")).isEqualTo("false");
        assertThat(record.at("/quantity")).isEqualTo("12");
        assertThat(record.at("/value")).isEqualTo("0.12");
        assertThat(record.at("/custom_properties/ticket")).isEqualTo("T-1");
        assertThat(contract.acceptedUnits()).isEqualTo(12);
    }

    @Test
    @Proves({"M-05", "M-10"})
    void aTakenHourSendsThemToTheNewestFreeOneOfTheMonth() {
        var contract = SELLER.contract();

        var results = post(item(contract.id(), "1", Map.of("start_time", HOUR)),
                item(contract.id(), "2", Map.of("start_time", HOUR)),
                item(contract.id(), "3", Map.of("start_time", "2026-03-10T12:01:00Z")),
                item(contract.id(), "4", Map.of()));

        assertThat(hours(results)).containsExactly(HOUR, "2026-03-10T11:00:00Z", "2026-03-10T10:00:00Z",
                "2026-03-10T08:00:00Z");
        WORLD.world().awaitSettledRecords();
        assertThat(contract.acceptedUnits()).isEqualTo(10);
    }

    @Test
    @Proves("M-05")
    void whatFindsNoHourIsAnErrorOfItsOwnItemAlone() {
        var contract = SELLER.contract("2026-01-15T00:00:00Z");

        var results = post(item(contract.id(), "1", Map.of("start_time", "2026-02-28T09:00:00Z")),
                item(contract.id(), "2", Map.of("start_time", HOUR)));

        assertThat(results.get(0).at("/status").asText()).isEqualTo("error");
        assertThat(results.get(0).at("/code").asText()).isEqualTo("no-free-hour");
        assertThat(results.get(0).at("/errors/0/pointer").asText()).isEqualTo("/request/0/start_time");
        assertThat(results.get(0).has("id")).isFalse();
        assertThat(results.get(1).at("/status").asText()).isEqualTo("success");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "contract_id,     not-an-id,            unknown-contract",
        "cloud,           azure,                invalid-request",
        "quantity,        1.5,                  invalid-quantity",
        "quantity,        -1,                   invalid-quantity",
        "quantity,        +1,                   invalid-quantity",
        "quantity,        many,                 invalid-quantity",
        "quantity,        2147483648,           invalid-quantity",
        "quantity,        9999999999999999999,  invalid-quantity",
        "dimension,       other,                invalid-usage-dimension",
        "start_time,      2026-03-10T12:06:00Z, timestamp-out-of-bounds",
        "end_time,        2026-03-10T08:59:59Z, timestamp-out-of-bounds",
    })
    void whatIsWrongWithAnItemIsSaidInItsResult(String field, String value, String code) {
        var contract = SELLER.contract();
        var before = SELLER.api().get("/metering").at("/total_count");
        var item = item(contract.id(), "1", Map.of("start_time", HOUR));
        item.put(field, value);

        var result = post(item).get(0);

        assertThat(result.at("/status").asText()).isEqualTo("error");
        assertThat(result.at("/code").asText()).isEqualTo(code);
        assertThat(result.at("/errors/0/pointer").asText()).isEqualTo("/request/0/" + field);
        assertThat(result.at("/errors/0/message").asText()).isEqualTo(result.at("/message").asText());
        assertThat(SELLER.api().get("/metering").at("/total_count")).isEqualTo(before);
    }

    @Test
    void aNumberOfUnitsIsAsGoodAsItsText() {
        var contract = SELLER.contract();
        var whole = item(contract.id(), "", Map.of("start_time", HOUR, "quantity", 12));
        var half = item(contract.id(), "", Map.of("start_time", HOUR, "quantity", 1.5));

        var results = post(whole, half);

        assertThat(SELLER.api().get("/metering/" + results.get(0).at("/id").asText()).at("/quantity")).isEqualTo("12");
        assertThat(results.get(1).at("/code").asText()).isEqualTo("invalid-quantity");
        WORLD.world().awaitSettledRecords();
    }

    @Test
    @Proves("R-55")
    void anotherSellersContractIsNotThere() {
        var other = new AwsSeller(WORLD, Map.of()).contract();

        assertThat(post(item(other.id(), "1", Map.of())).get(0).at("/code").asText())
                .isEqualTo("unknown-contract");
        assertThat(post(item(UUID.randomUUID().toString(), "1", Map.of())).get(0).at("/code").asText())
                .isEqualTo("unknown-contract");
    }

    @Test
    void aBuyerWithoutALicenceAndACloudWithoutZerosAreSaid() {
        var bare = SELLER.contract();
        WORLD.world().jdbc().sql("update contract set cloud_identifiers = cloud_identifiers - 'license_arn' "
                + "where id = :id::uuid").param("id", bare.id()).update();
        assertThat(post(item(bare.id(), "1", Map.of())).get(0).at("/code").asText())
                .isEqualTo("license-missing");
        assertThat(post(item(SELLER.contract().id(), "0", Map.of())).get(0).at("/status").asText())
                .isEqualTo("success");

        var azure = SELLER.api().post("/listings", ApiWorld.listing("azure", Map.of("cloud_id", "offer-1"))).is(201);
        var contract = SELLER.api().post("/contracts", Map.of("cloud", "azure", "listing_id", azure.at("/id"),
                "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "Northwind", "cloud_identifiers",
                        Map.of("tenant_id", UUID.randomUUID().toString())),
                "cloud_identifiers", Map.of("subscription_id", UUID.randomUUID().toString(), "offer_id", "offer-1",
                        "plan_id", "basic"))).is(201);
        var zero = item(contract.at("/id"), "0", Map.of("cloud", "azure"));
        assertThat(post(zero).get(0).at("/code").asText()).isEqualTo("invalid-quantity");
    }

    @Test
    @Proves("M-05")
    void onlyWhatSaysSoCountsAgainstOrbsCost() {
        var contract = SELLER.contract("2026-03-10T10:00:00Z");
        assertThat(post(item(contract.id(), "5", Map.of("covers_orb_cost", true))).get(0).at("/code").asText())
                .as("there is no cost it could cover").isEqualTo("not-mapped");
        var subscription = contract.mapped("12.349");

        var results = post(item(contract.id(), "200", Map.of("start_time", "2026-03-10T10:00:00Z",
                        "covers_orb_cost", true)));
        assertThat(hours(results)).containsExactly("2026-03-10T10:00:00Z");
        assertCommitted(subscription, "2.00");
        meter();

        assertCommitted(subscription, "12.34");
        assertThat(units(contract, "orb")).containsExactly("1034");
        WORLD.world().clock().set(Instant.parse("2026-03-10T13:05:00Z"));
        try {
            assertThat(hours(post(item(contract.id(), "70", Map.of())))).containsExactly("2026-03-10T12:00:00Z");
            assertCommitted(subscription, "12.34");
            WORLD.world().awaitSettledRecords();
        } finally {
            WORLD.world().turnBack(ApiWorld.NOW);
        }
        assertThat(contract.acceptedUnits()).isEqualTo(200 + 1034 + 70);
        assertThat(WORLD.world().left(subscription)).isEqualByComparingTo("0.009");
    }

    @Test
    @Proves("M-17")
    void aRefusalOfWhatCoversNothingParksNoAccount() {
        var contract = SELLER.contract("2026-03-10T10:00:00Z");
        var subscription = contract.mapped("1.00");
        contract.agreement().endsAt(Instant.parse("2026-03-10T10:00:01Z"));

        var id = post(item(contract.id(), "5", Map.of("start_time", "2026-03-10T11:00:00Z"))).get(0).at("/id").asText();
        WORLD.world().awaitSettledRecords();

        assertThat(SELLER.api().get("/metering/" + id).at("/status")).isEqualTo("rejected");
        assertThat(account(subscription, "state")).isEqualTo("metering");
    }

    @Test
    @Proves({"M-07", "R-10"})
    void callsAtTheSameTimeTakeDifferentHours() {
        var contract = SELLER.contract("2026-03-10T06:00:00Z");
        contract.mapped("0.001");

        var calls = IntStream.rangeClosed(1, 6).mapToObj(any -> CompletableFuture.supplyAsync(() ->
                post(item(contract.id(), "1", Map.of("start_time", HOUR, "covers_orb_cost", true))))).toList();

        assertThat(calls.stream().map(call -> hours(call.join()).get(0)))
                .containsExactlyInAnyOrder("2026-03-10T06:00:00Z", "2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z",
                        HOUR, "2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z");
        WORLD.world().awaitSettledRecords();
        assertThat(contract.acceptedUnits()).isEqualTo(6);
    }

    @Test
    void aListingInShadowModeSendsNothing() {
        var seller = new AwsSeller(WORLD, Map.of("shadow", true));
        var contract = seller.contract();

        var id = seller.api().post("/metering", Map.of("request", List.of(item(contract.id(), "3", Map.of()))))
                .is(200).at("/results/0/id");

        assertThat(seller.api().get("/metering/" + id).at("/status")).isEqualTo("shadow");
        assertThat(contract.acceptedUnits()).isZero();
    }

    @Test
    @Proves("R-57")
    void itsExplanationHasNoSumAndItsValueIsUnitsTimesPrice() {
        var id = post(item(SELLER.contract().id(), "7", Map.of())).get(0).at("/id").asText();
        WORLD.world().awaitSettledRecords();

        var explanation = SELLER.api().get("/metering/" + id + "/explain").is(200);

        assertThat(explanation.body().get("sum").isNull()).isTrue();
        assertThat(explanation.body().get("reading").isNull()).isTrue();
        assertThat(new BigDecimal(explanation.at("/record/quantity"))
                .multiply(new BigDecimal(explanation.at("/record/unit_price"))))
                .isEqualByComparingTo(explanation.at("/record/value"));
        assertThat(explanation.at("/attempts/0/outcome")).isEqualTo("accepted");
    }

    @Test
    void aBodyOfAnotherFormStoresNothing() {
        var contract = SELLER.contract();
        var before = SELLER.api().get("/metering").at("/total_count");
        var good = item(contract.id(), "1", Map.of());
        var flag = new HashMap<>(good);
        flag.put("quantity", true);
        var misspelt = new HashMap<>(good);
        misspelt.put("covers_orb_costs", true);

        refused(Map.of("request", List.of(good, flag)), "/request/1/quantity");
        refused(Map.of("request", List.of(good, misspelt)), "/request/1/covers_orb_costs");
        refused(Map.of("request", List.of()), "/request");
        assertThat(SELLER.api().get("/metering").at("/total_count")).isEqualTo(before);
    }

    @Test
    @Proves("S4")
    void aRecordsOwnPropertiesMergeAboveThoseOfItsContract() {
        var contract = SELLER.contract();
        SELLER.api().patch("/contracts/" + contract.id(), Map.of("custom_properties",
                Map.of("level", "contract", "team", "north"))).is(200);
        var path = "/metering/" + post(item(contract.id(), "1", Map.of("custom_properties",
                Map.of("ticket", "T-1", "level", "record")))).get(0).at("/id").asText();

        var answer = SELLER.api().patch(path, "{\"custom_properties\":{\"ticket\":null,\"checked\":true}}").is(200);
        assertThat(answer.body().get("custom_properties")).isEqualTo(ApiClient.parse(
                "{\"team\":\"north\",\"level\":\"record\",\"checked\":true}"));
        assertThat(SELLER.api().patch(path, "{\"custom_properties\":null}").is(200).body().get("custom_properties"))
                .isEqualTo(ApiClient.parse("{\"team\":\"north\",\"level\":\"contract\"}"));
        assertThat(SELLER.api().patch(path, Map.of()).is(200).at("/custom_properties/level")).isEqualTo("contract");
    }

    private static void refused(Object body, String pointer) {
        var errors = SELLER.api().post("/metering", body).is(422).body().get("errors");
        assertThat(errors).extracting(error -> error.get("pointer").asText()).contains(pointer);
    }

    private static Map<String, Object> item(String contract, String quantity, Map<String, ?> more) {
        var item = new HashMap<String, Object>(Map.of("cloud", "aws", "contract_id", contract,
                "dimension", "units", "quantity", quantity));
        item.putAll(more);
        return item;
    }

    @SafeVarargs
    private static List<JsonNode> post(Map<String, Object>... items) {
        Answer answer = SELLER.api().post("/metering", Map.of("request", List.of(items))).is(200);
        return StreamSupport.stream(answer.body().get("results").spliterator(), false).toList();
    }

    private static List<String> hours(List<JsonNode> results) {
        var hours = new ArrayList<String>();
        results.forEach(result -> hours.add(result.at("/hour").asText()));
        return hours;
    }

    private static void meter() {
        WORLD.operator().post("/metering/runs", Map.of("hour", ApiWorld.LAST_HOUR)).is(202);
        WORLD.world().awaitFinished(ApiWorld.LAST_HOUR);
        WORLD.world().awaitSettledRecords();
    }

    private static List<String> units(AwsSeller.Deal contract, String source) {
        return ApiWorld.each(SELLER.api().get("/metering?contract_id=" + contract.id() + "&source=" + source),
                "/quantity");
    }

    private static Object account(OrbSubscription subscription, String column) {
        return WORLD.world().jdbc().sql("select * from account where orb_subscription_id = :id")
                .param("id", subscription.id()).query().singleRow().get(column);
    }

    private static void assertCommitted(OrbSubscription subscription, String amount) {
        assertThat((BigDecimal) account(subscription, "committed")).isEqualByComparingTo(amount);
    }
}
