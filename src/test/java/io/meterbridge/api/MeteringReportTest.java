package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report that a seller reconciles its revenue with, of a few records and of very many. */
class MeteringReportTest {

    private static final int MANY = 30_000;
    private static final String OF_MANY = "from=2000-01-01&to=2010-01-01";
    private static final String OF_MARCH = "from=2026-03-01&to=2026-04-01";

    private static final ApiWorld WORLD = ApiWorld.sending();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static AwsSeller seller;
    private static AwsSeller.Deal contract;

    @BeforeAll
    static void someRecordsAndManyOldOnes() {
        seller = new AwsSeller(WORLD, Map.of());
        contract = seller.contract();
        seller.api().patch("/buyers/" + contract.buyerId(), Map.of("custom_properties",
                Map.of("account", "=cmd|'/c calc'!A1", "level", "buyer"))).is(200);
        seller.api().patch("/contracts/" + contract.id(), Map.of("custom_properties",
                Map.of("level", "contract", "team, north", "yes"))).is(200);
        seller.api().post("/metering", Map.of("request", List.of(
                item("5", "2026-03-10T08:00:00Z", Map.of("level", "record", "cost_centre", 4711)),
                item("7", "2026-03-10T09:00:00Z", Map.of())))).is(200);
        WORLD.world().awaitSettledRecords();
        held();
        many();
    }

    private static Map<String, Object> item(String quantity, String start, Map<String, ?> properties) {
        return Map.of("cloud", "aws", "contract_id", contract.id(), "dimension", "units", "quantity", quantity,
                "start_time", start, "custom_properties", properties);
    }

    /** One that has no hour. */
    private static void held() {
        WORLD.world().jdbc().sql("""
                insert into metering_record (id, seller_id, contract_id, listing_id, cloud, lane, source,
                    covers_orb_cost, dimension, identity_key, identity, quantity, unit_price, value, currency, status,
                    reason, next_attempt_at, frozen_at, last_modified_at)
                select gen_random_uuid(), seller_id, id, listing_id, cloud, 'lane', 'manual', false, 'units', 'key',
                    '{}', 3, 0.333333333333333333, 0.999999999999999999, 'USD', 'held', 'hold-first-record', frozen,
                    frozen, frozen
                from contract, cast('2026-03-10T11:00:00Z' as timestamptz) frozen where id = :contract::uuid""")
                .param("contract", contract.id()).update();
    }

    private static void many() {
        WORLD.world().jdbc().sql("""
                insert into metering_record (id, seller_id, contract_id, listing_id, cloud, lane, source,
                    covers_orb_cost, dimension, hour, identity_key, identity, quantity, unit_price, value, currency,
                    status, accepted_quantity, accepted_at, next_attempt_at, closes_at, frozen_at, last_modified_at,
                    custom_properties)
                select gen_random_uuid(), seller_id, id, listing_id, cloud, 'lane', 'manual', false, 'units', hour,
                    'key', '{}', n, 0.000000000000000001, n * 0.000000000000000001, 'USD', 'accepted', n, hour, hour,
                    hour, hour, hour, jsonb_build_object('note', repeat('x', 500))
                from contract
                cross join lateral (select n, timestamptz '2000-01-01T00:00:00Z' + n * interval '1 hour' as hour
                                    from generate_series(1, :many) n) hours
                where id = :contract::uuid""")
                .param("contract", contract.id()).param("many", MANY).update();
    }

    @Test
    @Proves("S4")
    void theJsonHasEveryRecordWithItsPropertiesAndExactTotals() {
        var report = seller.api().get("/reports/metering?" + OF_MARCH).is(200).body();

        assertThat(each(report, "/quantity")).containsExactly("5", "7", "3");
        assertThat(each(report, "/hour")).containsExactly("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z", "null");
        assertThat(report.at("/results/0/custom_properties")).isEqualTo(ApiClient.parse("""
                {"account": "=cmd|'/c calc'!A1", "level": "record", "team, north": "yes", "cost_centre": 4711}"""));
        assertThat(report.at("/results/1/custom_properties/level").asText()).isEqualTo("contract");
        assertThat(report.at("/results/0/buyer_name").asText()).isEqualTo("Northwind");
        assertThat(report.at("/results/2/value").asText()).isEqualTo("0.999999999999999999");
        assertThat(report.at("/results/2/status").asText()).isEqualTo("held");
        assertThat(report.at("/count").asInt()).isEqualTo(3);
        assertThat(report.at("/totals")).isEqualTo(ApiClient.parse("""
                [{"cloud": "aws", "status": "accepted", "currency": "USD", "records": 2, "units": "12",
                  "value": "0.12"},
                 {"cloud": "aws", "status": "held", "currency": "USD", "records": 1, "units": "3",
                  "value": "0.999999999999999999"}]"""));
    }

    @Test
    @Proves("S4")
    void theCsvHasAColumnForEachPropertyAndNoFormula() {
        var answer = seller.api().outside("/api/reports/metering?format=csv&" + OF_MARCH).response();

        assertThat(answer.headers().firstValue("content-type")).contains("text/csv;charset=utf-8");
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"metering-2026-03-01-to-2026-04-01.csv\"");
        var lines = answer.body().split("\r\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("id,hour,cloud,").endsWith(",accepted_at,custom_properties.account,"
                + "custom_properties.cost_centre,custom_properties.level,\"custom_properties.team, north\"");
        assertThat(lines[1]).contains(",2026-03-10T08:00:00Z,aws,").contains(",Northwind,units,5,5,0.01,0.05,0,USD,")
                .endsWith(",'=cmd|'/c calc'!A1,4711,record,yes");
        assertThat(lines[2]).endsWith(",'=cmd|'/c calc'!A1,,contract,yes");
        assertThat(lines[3]).contains(",,aws,").contains(",3,,0.333333333333333333,0.999999999999999999,0,USD,held,"
                + "hold-first-record,manual,false,");
    }

    @Test
    void veryManyRecordsAreStreamedWhileTheyAreRead() throws Exception {
        var answer = open("csv", OF_MANY);
        long lines = 0;
        var sum = BigDecimal.ZERO;
        try (var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            var columns = Arrays.asList(reader.readLine().split(","));
            int value = columns.indexOf("value");
            assertThat(cursors()).as("nobody read all of it before the first byte").isEqualTo(1);
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                sum = sum.add(new BigDecimal(line.split(",")[value]));
                lines++;
            }
        }
        assertThat(lines).isEqualTo(MANY);
        assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf((long) MANY * (MANY + 1) / 2, 18));
        awaitCursors(0);
    }

    @Test
    void whoHangsUpGivesTheConnectionBack() throws Exception {
        try (var body = open("json", OF_MANY).body()) {
            assertThat(body.readNBytes(1000)).hasSize(1000);
            assertThat(cursors()).isEqualTo(1);
        }
        awaitCursors(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void halfAReportIsNotTakenForAWholeOne(String format) throws Exception {
        try (var body = open(format, OF_MANY).body()) {
            assertThat(body.readNBytes(1000)).hasSize(1000);
            Awaitility.await("the report's transaction").atMost(Duration.ofSeconds(30)).until(() -> cut() == 1);

            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        awaitCursors(0);
        seller.api().get("/reports/metering?" + OF_MARCH).is(200);
    }

    @Test
    void onlySomeAreReadAtOnce() throws Exception {
        var open = new ArrayList<InputStream>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(open("csv", OF_MANY).body());
            }
            var refused = seller.api().get("/reports/metering?" + OF_MARCH).is(503);
            assertThat(refused.response().headers().firstValue("retry-after")).isPresent();
            seller.api().get("/metering?page_size=1").is(200);
        } finally {
            for (var body : open) {
                body.close();
            }
        }
        awaitCursors(0);
        seller.api().get("/reports/metering?" + OF_MARCH).is(200);
    }

    @Test
    @Proves("R-55")
    void anotherSellerSeesNothingOfIt() {
        var report = new AwsSeller(WORLD, Map.of()).api().get("/reports/metering?" + OF_MARCH).is(200).body();

        assertThat(report.at("/count").asInt()).isZero();
        assertThat(report.at("/results")).isEmpty();
        assertThat(report.at("/totals")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-03-10T08:00:00Z&to=2026-03-10T09:00:00Z, 1",
        "from=2026-03-10T08:00:00Z&to=2026-03-10T09:00:01Z, 2",
        "from=2026-03-10T11:00:00Z&to=2026-03-11, 1",
        "from=2026-03-10T11:00:01Z&to=2026-03-11, 0",
        "'', 3"
    })
    void itsBoundsAreHoursAndWithoutThemItIsTheMonthSoFar(String query, int count) {
        assertThat(seller.api().get("/reports/metering?" + query).is(200).at("/count")).isEqualTo("" + count);
    }

    @ParameterizedTest
    @CsvSource({"from=2026-03-02&to=2026-03-01, to", "from=yesterday, from", "format=xml, format",
        "form=2026-03-02, form"})
    void whatIsWrongInItsQueryIsNamed(String query, String pointer) {
        assertThat(seller.api().get("/reports/metering?" + query).is(422).at("/errors/0/pointer")).isEqualTo(pointer);
    }

    private static HttpResponse<InputStream> open(String format, String query) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(seller.api().uri("/reports/metering?format=" + format + "&" + query))
                .timeout(Duration.ofSeconds(120)).header("Authorization", "Bearer " + seller.api().token()).build(),
                BodyHandlers.ofInputStream());
    }

    /** Ends the transactions that wait for their reader, as a database does that goes away. */
    private static long cut() {
        return WORLD.world().jdbc().sql("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and state = 'idle in transaction'
                  and application_name = 'meterbridge-seller'""").query(Long.class).single();
    }

    /** Transactions of sellers that are open. */
    private static long cursors() {
        return WORLD.world().jdbc().sql("""
                select count(*) from pg_stat_activity
                where datname = current_database() and xact_start is not null
                  and application_name = 'meterbridge-seller'""").query(Long.class).single();
    }

    private static void awaitCursors(long count) {
        Awaitility.await("cursors to be closed").atMost(Duration.ofSeconds(30)).until(() -> cursors() == count);
    }

    private static List<String> each(JsonNode report, String pointer) {
        return StreamSupport.stream(report.get("results").spliterator(), false)
                .map(row -> row.at(pointer).asText()).toList();
    }
}
