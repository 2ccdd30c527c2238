package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says about requests that are wrong, and about those that only look it. */
class RequestRulesTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static ApiClient seller;

    @BeforeAll
    static void aSeller() {
        seller = WORLD.newSeller();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cloud":"aws"}                                                  | /title
            {"cloud":"ibm"}                                                  | /cloud
            {"usage_dimension":{"id":"u","unit_price":0.01}}                 | /usage_dimension/unit_price
            {"usage_dimension":{"id":"u","unit_price":"0"}}                  | /usage_dimension/unit_price
            {"usage_dimension":{"id":"u","unit_price":"-1"}}                 | /usage_dimension/unit_price
            {"usage_dimension":{"id":"u","unit_price":"1e-2"}}               | /usage_dimension/unit_price
            {"usage_dimension":{"unit_price":"1"}}                           | /usage_dimension/id
            {"usage_dimension":{"id":"u","unit_price":"1","currency":"usd"}} | /usage_dimension/currency
            {"zero_quantity":"yes"}                                          | /zero_quantity
            {"hold":{"max_units_per_hour":0}}                                | /hold/max_units_per_hour
            {"plans":{"p":{"id":"x","unit_price":"0.00"}}}                   | /plans/p/unit_price
            {"usage_dimensoin":{}}                                           | /usage_dimensoin
            {"usageDimension":{}}                                            | /usageDimension
            {"hold":{"max_unit_per_hour":3}}                                 | /hold/max_unit_per_hour
            """)
    void aWrongFieldIsNamed(String change, String pointer) {
        var body = new java.util.HashMap<>(ApiWorld.listing("aws", parse(change)));
        if (pointer.equals("/title")) {
            body.remove("title");
        }
        if (pointer.toLowerCase(java.util.Locale.ROOT).startsWith("/usaged") || pointer.endsWith("soin")) {
            body.remove("usage_dimension");
        }
        var answer = seller.post("/listings", body).is(422);
        assertThat(pointers(answer)).contains(pointer);
        assertThat(answer.at("/type")).isEqualTo("urn:meterbridge:problem:invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[1", "{\"cloud\":\"aws\"}}", "{\"cloud\":\"aws\",\"cloud\":\"gcp\"}", "nul"})
    void whatIsNoJsonIsAProblemToo(String text) {
        assertThat(seller.call("POST", "/listings", text).is(422).at("/type"))
                .isEqualTo("urn:meterbridge:problem:malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "3", "null"})
    void whatIsNoObjectIsInvalid(String text) {
        assertThat(seller.call("POST", "/listings", text).is(422).at("/type"))
                .isEqualTo("urn:meterbridge:problem:invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/listings?%09%0A", "/reports/metering?%00=1", "/listings?a%1Fb=1&page=1"})
    void aParameterWhoseNameHoldsControlCharactersIsRefused(String path) {
        assertThat(seller.get(path).is(400).at("/type")).startsWith("urn:meterbridge:problem:");
    }

    @Test
    void unknownFieldsAreIgnored() {
        seller.post("/listings", ApiWorld.listing("aws", Map.of("colour", "blue", "storefront", Map.of()))).is(201);
    }

    @Test
    void aBodyIsReadWhateverItsContentTypeSays() {
        seller.call("POST", "/listings", ApiWorld.listing("aws", Map.of()), "application/x-www-form-urlencoded")
                .is(201);
    }

    @Test
    void aCharacterThatCannotBeStoredIsRefused() {
        assertThat(pointers(seller.post("/listings", ApiWorld.listing("aws", Map.of("title", "a\u0000b"))).is(422)))
                .contains("/title");
        seller.get("/metering?dimension=a%00b").is(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e501", "-1e-2147483000", "1e2147483000", "\"half a pair \\ud83d\"", "\"\\ude00\""})
    void aValueThatCannotBeStoredIsRefused(String value) {
        var seller = ApiWorld.shared().newSeller();
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        assertThat(pointers(seller.call("PATCH", path, "{\"custom_properties\":{\"a\":[" + value + "]}}").is(422)))
                .containsExactly("/custom_properties/a/0");
        seller.call("PATCH", path, "{\"custom_properties\":{\"a\":[1e500,\"\\ud83d\\ude00\"]}}").is(200);
        assertThat(seller.get(path).is(200).at("/custom_properties/a/1")).isEqualTo("😀");
    }

    @Test
    void whatIsNestedTooDeepIsNotRead() {
        var seller = ApiWorld.shared().newSeller();
        var path = "/contracts/" + ApiWorld.newContract(seller).at("/id");
        var deep = "{\"custom_properties\":{\"a\":%s1%s}}";
        seller.call("PATCH", path, deep.formatted("[".repeat(97), "]".repeat(97))).is(200);
        seller.get("/contracts").is(200);
        assertThat(seller.call("PATCH", path, deep.formatted("[".repeat(99), "]".repeat(99))).is(422).at("/type"))
                .isEqualTo("urn:meterbridge:problem:malformed-json");
    }

    @Test
    void aBodyBeyondAMebibyteIsNotRead() {
        seller.post("/listings", ApiWorld.listing("aws", Map.of("title", "x".repeat(1 << 20)))).is(413);
    }

    @Test
    void aBodyThatHidesItsLengthEndsThereToo() throws Exception {
        var endless = java.net.http.HttpRequest.newBuilder(seller.uri("/listings"))
                .header("Authorization", "Bearer " + seller.token())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(("\"" + "x".repeat(1 << 20)).getBytes())))
                .build();
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(endless, java.net.http.HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:meterbridge:problem:too-large");
    }

    @ParameterizedTest
    @CsvSource({"page=0,page", "page=x,page", "page_size=101,page_size", "page_size=0,page_size",
            "status=sent,status", "contract_id=7,contract_id", "hour_from=yesterday,hour_from",
            "pag_size=5,pag_size", "filter[statuss]=held,filter[statuss]"})
    void aWrongQueryValueIsNamed(String query, String name) {
        assertThat(pointers(seller.get("/metering?" + query).is(422))).contains(name);
    }

    @Test
    void anUnknownQueryValueIsIgnored() {
        seller.get("/listings?response_format=common&cloud=aws").is(200);
    }

    @Test
    void theSameFilterTwiceIsRefused() {
        seller.get("/listings?cloud=aws&filter[cloud]=gcp").is(422);
    }

    @Test
    void aTrailingSlashIsOptional() {
        seller.get("/listings/").is(200);
        seller.get("/listings/?page=1").is(200);
    }

    @Test
    void rawBracketsInAQueryAreTaken() throws Exception {
        assertThat(raw("/api/listings?filter[cloud]=aws", "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json, text/plain, */*", "text/html", "nonsense"})
    void itDoesNotMatterWhatACallerWouldLikeToBeAnsweredIn(String accept) throws Exception {
        assertThat(raw("/api/listings/", "Accept: " + accept + "\r\n")).startsWith("HTTP/1.1 200")
                .contains("application/json");
        assertThat(raw("/api/listings?page=0", "Accept: " + accept + "\r\n")).startsWith("HTTP/1.1 422")
                .contains("application/problem+json");
    }

    /** Tomcat and Spring refuse these before the contract is asked. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/listings?a=\"b\"", "/api/<listings>", "/api/listings/%00", "/api/listings/%zz",
        "/api/..%2flistings", "/api//listings", "/api/listings;a=b", "/api/listings/%E2%82"})
    void whatIsNoSensibleTargetIsAProblemToo(String target) throws Exception {
        var answer = raw(target, "");
        assertThat(answer).as(answer).matches("(?s)HTTP/1.1 40[04].*");
        assertThat(answer).contains("application/problem+json").contains("\"status\":40").doesNotContain("<html");
    }

    private static String raw(String target, String headers) throws java.io.IOException {
        try (var socket = new java.net.Socket("localhost", WORLD.world().port())) {
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + "Authorization: Bearer " + seller.token() + "\r\nConnection: close\r\n\r\n").getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    @Test
    @Proves("R-59")
    void whoAsksTooOftenIsToldWhenToAskAgain() {
        var eager = WORLD.newSeller();
        var refused = IntStream.range(0, 5_000).parallel().mapToObj(call -> eager.get("/credentials"))
                .filter(answer -> answer.status() != 200).findAny().orElseThrow();

        assertThat(refused.is(429).at("/type")).isEqualTo("urn:meterbridge:problem:too-many-requests");
        assertThat(refused.response().headers().firstValueAsLong("retry-after")).hasValue(1);
        seller.get("/credentials").is(200);
    }

    @Test
    void anUnknownPathIsNotFound() {
        assertThat(seller.get("/nothing").is(404).at("/type")).isEqualTo("urn:meterbridge:problem:not-found");
        seller.get("/listings/no-uuid").is(404);
    }

    @Test
    void aKnownPathWithAnotherMethodSaysWhichItTakes() {
        var answer = seller.delete("/listings/" + UUID.randomUUID()).is(405);
        assertThat(answer.response().headers().firstValue("allow")).contains("GET, PATCH");
    }

    private static List<String> pointers(Answer answer) {
        List<String> found = new ArrayList<>();
        for (JsonNode error : answer.body().get("errors")) {
            found.add(error.get("pointer").asText());
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, Map.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
