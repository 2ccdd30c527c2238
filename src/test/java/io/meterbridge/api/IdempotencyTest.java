package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meterbridge.Proves;
import io.meterbridge.api.ApiClient.Answer;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.spring.SpringCamelContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A POST with an Idempotency-Key happens once, together with the answer to it. */
@Proves("R-56")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {

    /** Of its own, because its clock moves. */
    @AutoClose
    private final ApiWorld world = new ApiWorld();

    private final ApiClient seller = world.newSeller();

    @Test
    void theSameCallIsAnsweredTheSameAndHappensOnce() {
        var body = ApiWorld.listing("aws", Map.of());
        var key = newKey();
        var first = seller.postOnce(key, "/listings", body).is(201);
        var second = seller.postOnce(key, "/listings", body).is(201);

        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.response().headers().firstValue("idempotency-replayed")).hasValue("true");
        assertThat(first.response().headers().firstValue("idempotency-replayed")).isEmpty();
        seller.post("/listings", body).is(409);
    }

    @Test
    void theOrderOfFieldsDoesNotCount() {
        var key = newKey();
        var id = UUID.randomUUID();
        var text = """
                {"cloud":"aws","cloud_id":"%s","title":"t","usage_dimension":{"id":"u","unit_price":"0.01"}}""".formatted(id);
        var other = """
                {"title" : "t", "usage_dimension":{"unit_price":"0.01","id":"u"}, "cloud_id":"%s", "cloud":"aws"}"""
                .formatted(id);
        var first = seller.postOnce(key, "/listings", text).is(201);

        assertThat(seller.postOnce(key, "/listings", other).is(201).at("/id")).isEqualTo(first.at("/id"));
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        var key = newKey();
        seller.postOnce(key, "/listings", ApiWorld.listing("aws", Map.of())).is(201);

        assertThat(seller.postOnce(key, "/listings", ApiWorld.listing("aws", Map.of())).is(422).at("/errors/0/pointer"))
                .isEqualTo("Idempotency-Key");
        seller.postOnce(key, "/credentials", null).is(422);
    }

    @Test
    void keysOfOneSellerMeanNothingToAnother() {
        var body = ApiWorld.listing("aws", Map.of());
        var key = newKey();
        var ours = seller.postOnce(key, "/listings", body).is(201);
        var theirs = world.newSeller().postOnce(key, "/listings", body).is(201);

        assertThat(theirs.at("/id")).isNotEqualTo(ours.at("/id"));
        assertThat(world.operator().postOnce(key, "/sellers", Map.of("name", "n")).is(201).at("/id")).isNotEmpty();
    }

    @Test
    void aNewCredentialMayRepeatWhatTheOldOneAsked() {
        var body = ApiWorld.listing("aws", Map.of());
        var key = newKey();
        var first = seller.postOnce(key, "/listings", body).is(201);
        var created = seller.post("/credentials", null).is(201);
        var renewed = world.nobody().signedIn(created.at("/client_id"), created.at("/client_secret"));

        assertThat(renewed.postOnce(key, "/listings", body).is(201).at("/id")).isEqualTo(first.at("/id"));
    }

    @Test
    void whatWasRefusedMayBeTriedAgainUnderTheKey() {
        var body = ApiWorld.listing("aws", Map.of());
        var listing = seller.post("/listings", body).is(201);
        var key = newKey();
        seller.postOnce(key, "/listings", body).is(409);
        world.world().jdbc().sql("delete from listing where id = :id::uuid").param("id", listing.at("/id")).update();

        seller.postOnce(key, "/listings", body).is(201);
    }

    @Test
    void ofManyAtOnceOneHappens() {
        var body = ApiWorld.listing("aws", Map.of());
        var key = newKey();
        var answers = IntStream.range(0, 12)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> seller.postOnce(key, "/listings", body)))
                .toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsAnyOf(201).isSubsetOf(201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(answer -> answer.at("/id")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer -> assertThat(answer.at("/detail")).contains("right now"));
    }

    @Test
    void theAnswerAndTheChangeAreOneTransaction() {
        var key = newKey();
        var id = seller.postOnce(key, "/listings", ApiWorld.listing("aws", Map.of())).is(201).at("/id");

        assertThat(world.world().jdbc().sql("""
                select l.xmin::text = a.xmin::text from listing l, idempotent_answer a
                where l.id = :id::uuid and a.key = :key""").param("id", id).param("key", key)
                .query(Boolean.class).single()).isTrue();
    }

    @Test
    void aChangeWhoseAnswerCannotBeKeptDoesNotHappen() {
        var jdbc = world.world().jdbc();
        var body = ApiWorld.listing("aws", Map.of());
        jdbc.sql("alter table idempotent_answer add constraint no_room check (key not like 'no-room%')").update();
        try {
            seller.postOnce("no-room-" + UUID.randomUUID(), "/listings", body).is(500);
        } finally {
            jdbc.sql("alter table idempotent_answer drop constraint no_room").update();
        }

        seller.post("/listings", body).is(201);
    }

    @Test
    void aSecretIsShownAgainAndStoredSealed() {
        var key = newKey();
        var first = seller.postOnce(key, "/credentials", null).is(201);
        var second = seller.postOnce(key, "/credentials", null).is(201);

        assertThat(second.at("/client_secret")).isEqualTo(first.at("/client_secret"));
        var stored = world.world().jdbc().sql("select sealed_answer from idempotent_answer where key = :key")
                .param("key", key).query(byte[].class).single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(first.at("/client_secret"))
                .doesNotContain(first.at("/client_id"));
    }

    @Test
    void everyPostTakesAKey() {
        var hour = Map.of("hour", world.world().clock().instant().truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofHours(1)).toString());
        var key = newKey();
        var calls = Map.<String, Object>of("/sellers", Map.of("name", "Twice"), "/metering/runs", hour);
        calls.forEach((path, body) -> {
            var first = world.operator().postOnce(key + path, path, body);
            var second = world.operator().postOnce(key + path, path, body);
            assertThat(second.response().body()).as(path).isEqualTo(first.response().body());
            assertThat(second.response().headers().firstValue("idempotency-replayed")).as(path).hasValue("true");
        });
        var listing = ApiWorld.awsListing(seller);
        var contract = ApiWorld.awsContract(listing, Map.of());
        var first = seller.postOnce(key, "/contracts", contract).is(201);
        assertThat(seller.postOnce(key, "/contracts", contract).is(201).at("/id")).isEqualTo(first.at("/id"));
    }

    @Test
    void afterADayTheKeyIsFree() {
        var key = newKey();
        seller.postOnce(key, "/listings", ApiWorld.listing("aws", Map.of())).is(201);
        var other = newKey();
        world.world().clock().advance(Duration.ofHours(23));
        var late = world.nobody().as(freshTokenOf(seller));
        var body = ApiWorld.listing("aws", Map.of());
        late.postOnce(other, "/listings", body).is(201);
        late.postOnce(key, "/listings", body).is(422);
        world.world().clock().advance(Duration.ofHours(2));
        late = world.nobody().as(freshTokenOf(seller));

        late.postOnce(key, "/listings", ApiWorld.listing("aws", Map.of())).is(201);
        assertThat(late.postOnce(other, "/listings", body).is(201).response().headers()
                .firstValue("idempotency-replayed")).hasValue("true");
    }

    /** The seller's token as if it had just been issued. */
    private String freshTokenOf(ApiClient client) {
        world.world().jdbc().sql("update access_token set expires_at = expires_at + interval '30 days'").update();
        return client.token();
    }

    static Stream<Operation> posts() {
        return ApiContract.read().operations().stream()
                .filter(operation -> operation.method().equals("POST") && !operation.open());
    }

    /** Also those that are added later: the contract names the header, the server reads it. */
    @ParameterizedTest
    @MethodSource("posts")
    void noPostOverlooksItsKey(Operation operation) throws IOException {
        var written = new YAMLMapper().readTree(Path.of("openapi/openapi.yaml").toFile());
        var parameters = written.get("paths").get(operation.path()).get("post").path("parameters").toString();
        assertThat(parameters).as("parameters of %s", operation.id()).contains("/IdempotencyKey");

        var caller = operation.roles().contains("seller") ? seller : world.operator();
        var path = operation.path().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        assertThat(caller.postOnce("two words", path, Map.of()).is(422).body().get("errors").findValuesAsText("pointer"))
                .contains("Idempotency-Key");
    }

    /** The step before the answer is the change: its transaction keeps the answer. */
    @ParameterizedTest
    @MethodSource("posts")
    void theRouteOfAPostEndsWithItsChange(Operation operation) {
        var route = world.world().bean(SpringCamelContext.class).getRouteDefinitions().stream()
                .filter(each -> each.getInput().getUri().equals("direct:" + operation.id())).findFirst().orElseThrow();
        var steps = route.getOutputs().stream().filter(step -> !(step instanceof OnExceptionDefinition)).toList();

        assertThat(steps.get(0)).isInstanceOfSatisfying(BeanDefinition.class,
                first -> assertThat(first.getRef() + "." + first.getMethod()).isEqualTo("apiAnswer.remember"));
        assertThat(steps.get(steps.size() - 2)).as("a bean that changes something").isInstanceOf(BeanDefinition.class);
        assertThat(steps.get(steps.size() - 1)).isInstanceOfSatisfying(BeanDefinition.class,
                last -> assertThat(last.getRef() + "." + last.getMethod()).isEqualTo("apiAnswer.good"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", ""})
    void aKeyIsOneWord(String key) {
        var answer = seller.postOnce(key, "/listings", ApiWorld.listing("aws", Map.of())).is(422);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("Idempotency-Key");
    }

    @Test
    void aVeryLongKeyIsRefused() {
        seller.postOnce("x".repeat(256), "/listings", ApiWorld.listing("aws", Map.of())).is(422);
        seller.postOnce("x".repeat(255), "/listings", ApiWorld.listing("aws", Map.of())).is(201);
    }

    @Test
    void oldAnswersAreClearedAway() {
        var mine = world.newSeller();
        mine.postOnce("old", "/credentials", null).is(201);
        world.world().jdbc().sql("update idempotent_answer set expires_at = created_at where key = 'old'").update();
        mine.postOnce("new", "/credentials", null).is(201);

        assertThat(world.world().jdbc().sql("select key from idempotent_answer where key in ('old', 'new')")
                .query(String.class).list()).isEqualTo(List.of("new"));
    }

    private static String newKey() {
        return Stream.of("key", UUID.randomUUID().toString()).reduce("", String::concat);
    }
}
