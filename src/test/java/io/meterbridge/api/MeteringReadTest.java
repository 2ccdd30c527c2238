package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One metered hour as the seller and the operator see it. */
class MeteringReadTest {

    private static final String LICENSE = "arn:aws:license-manager::294406891311:license:l-1";
    private static final String ACCOUNT = "123456789012";

    /** Of its own: a run is finished when no seller of the world has anything left to send. */
    @AutoClose
    private static final ApiWorld WORLD = new ApiWorld();

    private static ApiClient seller;
    private static ApiClient.Answer contract;
    private static OrbSubscription subscription;
    private static JsonNode run;
    private static JsonNode record;

    /** The contract began before the run's hour, so its account has that hour to settle. */
    @BeforeAll
    static void aMeteredHour() {
        seller = WORLD.newSeller();
        var orb = WORLD.connectOrb(seller);
        var key = WORLD.world().sandbox().identities().addKey("AKIAOFTHESELLER00001", "secret", "555555555555");
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id", key.accessKeyId(),
                "secret_access_key", key.secretAccessKey())).is(200);
        WORLD.world().sandbox().aws().agreement("pc-1", ACCOUNT).dimension("units", new BigDecimal("0.01"))
                .license(LICENSE).startsAt(Instant.parse("2026-03-01T00:00:00Z"));
        contract = seller.post("/contracts", ApiWorld.awsContract(ApiWorld.awsListing(seller), Map.of(
                "buyer", Map.of("name", "Northwind", "cloud_identifiers",
                        Map.of("product_code", "pc-1", "customer_aws_account_id", ACCOUNT)),
                "cloud_identifiers", Map.of("agreement_id", "agmt-1", "license_arn", LICENSE)))).is(201);
        seller.patch("/buyers/" + contract.at("/buyer_id"), Map.of("custom_properties",
                Map.of("level", "buyer", "internal_customer_identifier", "value-1"))).is(200);
        var path = "/contracts/" + contract.at("/id");
        seller.patch(path, Map.of("custom_properties", Map.of("level", "contract"))).is(200);
        subscription = ApiWorld.subscription(orb, "12.349");
        seller.patch(path, ApiWorld.mapping(subscription.id())).is(200);

        run = WORLD.operator().post("/metering/runs", Map.of("hour", ApiWorld.LAST_HOUR)).is(202).body();
        WORLD.world().awaitFinished(ApiWorld.LAST_HOUR);
        WORLD.world().awaitSettledRecords();
        record = seller.get("/metering?contract_id=" + contract.at("/id")).is(200).body().at("/results/0");
    }

    @Test
    @Proves("S4")
    void aRecordShowsItsUnitsItsMoneyAndWhoItWasFor() {
        assertThat(record.at("/quantity").asText()).isEqualTo("1234");
        assertThat(record.at("/value").asText()).isEqualTo("12.34");
        assertThat(record.at("/hour").asText()).isEqualTo(ApiWorld.LAST_HOUR);
        assertThat(record.at("/source").asText()).isEqualTo("orb");
        assertThat(record.at("/custom_properties")).isEqualTo(ApiClient.parse(
                "{\"level\":\"contract\",\"internal_customer_identifier\":\"value-1\"}"));
        assertThat(seller.get("/metering/" + record.at("/id").asText()).is(200).body()).isEqualTo(record);
    }

    @Test
    @Proves({"M-03", "R-57"})
    void anExplanationAddsUp() {
        var explanation = seller.get("/metering/" + record.at("/id").asText() + "/explain").is(200).body();
        var sum = explanation.get("sum");
        assertThat(money(sum, "cost").subtract(money(sum, "baseline")).subtract(money(sum, "included"))
                .subtract(money(sum, "committed_before")).subtract(money(sum, "written_off")))
                .isEqualByComparingTo(money(sum, "due")).isEqualByComparingTo("12.349");
        assertThat(money(sum, "quantity").multiply(money(sum, "unit_price")))
                .isEqualByComparingTo(money(sum, "value"));
        assertThat(money(sum, "due").subtract(money(sum, "value"))).isEqualByComparingTo(money(sum, "left"))
                .isEqualByComparingTo("0.009");
        assertThat(sum.at("/units_due").asText()).isEqualTo("1234");
        assertThat(explanation.at("/reading").toString()).contains("price-1");
        assertThat(explanation.at("/attempts/0/outcome").asText()).isEqualTo("accepted");
        assertThat(explanation.at("/attempts/0/answer").isNull()).isFalse();
        assertThat(explanation.at("/record/status").asText()).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource({"cloud=aws,1", "cloud=azure,0", "dimension=units,1", "dimension=other,0", "source=orb,1",
            "source=manual,0", "status=held,0", "hour_from=2026-03-10T11:00:00Z,1",
            "hour_from=2026-03-10T12:00:00Z,0", "hour_to=2026-03-10T11:00:00Z,0",
            "filter[hour_to]=2026-03-10T12:00:00Z,1"})
    void recordsAreFiltered(String filter, int count) {
        var page = seller.get("/metering?" + filter).is(200);
        assertThat(page.at("/count")).isEqualTo("" + count);
        assertThat(page.at("/total_count")).isEqualTo("1");
        assertThat(page.body().get("results")).hasSize(count);
    }

    @Test
    @Proves("R-55")
    void anotherSellerSeesNothingOfIt() {
        var other = WORLD.newSeller();
        assertThat(other.get("/metering").at("/total_count")).isEqualTo("0");
        other.get("/metering/" + record.at("/id").asText() + "/explain").is(404);
    }

    @Test
    void aRunCountsItsAccountsAndItsRecords() {
        var path = "/metering/runs/" + run.at("/id").asText();
        var finished = WORLD.operator().get(path).is(200);
        assertThat(finished.at("/status")).isEqualTo("finished");
        assertThat(finished.at("/hour")).isEqualTo(ApiWorld.LAST_HOUR);
        assertThat(finished.body().at("/accounts").asInt()).isPositive();
        assertThat(finished.body().at("/cost_reads_failed").asInt()).isZero();
        assertThat(finished.body().get("counts").size()).isPositive();
        var found = WORLD.operator().get("/metering/runs?hour=" + ApiWorld.LAST_HOUR).is(200);
        assertThat(found.at("/count")).isEqualTo("1");
        assertThat(found.at("/results/0/id")).isEqualTo(run.at("/id").asText());
    }

    @Test
    void askingAgainForAnHourGivesTheSameRunAndNoSecondRecord() {
        var again = WORLD.operator().post("/metering/runs", Map.of("hour", ApiWorld.LAST_HOUR)).is(202);
        assertThat(again.at("/id")).isEqualTo(run.at("/id").asText());
        WORLD.world().awaitFinished(ApiWorld.LAST_HOUR);
        assertThat(seller.get("/metering?contract_id=" + contract.at("/id")).at("/count")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-10T12:00:00Z", "2026-03-10T11:30:00Z", "2026-03-09T13:00:00Z", "2026-03-11T00:00:00Z"})
    void onlyAWholeCompletedRecentHourIsOpened(String hour) {
        var answer = WORLD.operator().post("/metering/runs", Map.of("hour", hour)).is(422);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/hour");
    }

    private static BigDecimal money(JsonNode sum, String field) {
        return new BigDecimal(sum.get(field).asText());
    }
}
