package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A seller replaces its secret without a moment without one, and cannot lock itself out. */
class CredentialsTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private final ApiClient seller = WORLD.newSeller();

    @Test
    void aSecretIsReplacedWithoutAGap() {
        var old = seller.get("/credentials").at("/results/0/client_id");
        var created = seller.post("/credentials", null).is(201);
        var renewed = WORLD.nobody().signedIn(created.at("/client_id"), created.at("/client_secret"));

        seller.get("/listings").is(200);
        renewed.get("/listings").is(200);
        renewed.delete("/credentials/" + old).is(204);

        seller.get("/listings").is(401);
        renewed.get("/listings").is(200);
        assertThat(ApiWorld.each(renewed.get("/credentials").is(200), "/client_id"))
                .containsExactly(created.at("/client_id"));
    }

    @Test
    void theSecretIsShownOnceAndStoredAsAHash() {
        var created = seller.post("/credentials", Map.of()).is(201);

        assertThat(created.at("/client_secret")).hasSize(43);
        assertThat(seller.get("/credentials").response().body()).doesNotContain("secret");
        assertThat(WORLD.world().jdbc().sql("select secret_hash from api_credential where client_id = :id")
                .param("id", created.at("/client_id")).query(String.class).single())
                .doesNotContain(created.at("/client_secret"));
    }

    @Test
    void aCallerSeesWhichCredentialItUses() {
        seller.post("/credentials", null).is(201);

        var current = ApiWorld.each(seller.get("/credentials").is(200), "/current");
        assertThat(current).containsExactlyInAnyOrder("true", "false");
    }

    @Test
    void deletingTheOneInUseEndsItsTokens() {
        var mine = seller.get("/credentials").at("/results/0/client_id");
        seller.post("/credentials", null).is(201);

        seller.delete("/credentials/" + mine).is(204);

        seller.get("/credentials").is(401);
    }

    @Test
    void theOperatorLetsASellerBackInThatHasLostItsSecret() {
        var id = WORLD.operator().post("/sellers", Map.of("name", "Lost and found")).is(201).at("/id");
        var created = WORLD.operator().post("/sellers/" + id + "/credentials", null).is(201);

        var back = WORLD.nobody().signedIn(created.at("/client_id"), created.at("/client_secret"));
        assertThat(ApiWorld.each(back.get("/credentials").is(200), "/client_id")).hasSize(2)
                .contains(created.at("/client_id"));
        WORLD.operator().post("/sellers/" + UUID.randomUUID() + "/credentials", null).is(404);
        seller.post("/sellers/" + id + "/credentials", null).is(403);
    }

    @Test
    void theLastOneStays() {
        var only = seller.get("/credentials").at("/results/0/client_id");

        seller.delete("/credentials/" + only).is(409);

        seller.get("/credentials").is(200);
    }

    @Test
    void twoDeletionsAtOnceLeaveOne() {
        var other = seller.post("/credentials", null).is(201);
        var second = WORLD.nobody().signedIn(other.at("/client_id"), other.at("/client_secret"));
        var first = seller.get("/credentials").at("/results/0/client_id");

        var answers = Stream.of(
                        CompletableFuture.supplyAsync(() -> seller.delete("/credentials/" + other.at("/client_id"))),
                        CompletableFuture.supplyAsync(() -> second.delete("/credentials/" + first)))
                .map(CompletableFuture::join).map(ApiClient.Answer::status).toList();

        assertThat(answers).contains(204);
        assertThat(answers).doesNotHaveDuplicates();
        assertThat(List.of(204, 401, 409)).containsAll(answers);
    }

    @Test
    void thereIsAnEndOfThem() {
        WORLD.world().jdbc().sql("""
                insert into api_credential (client_id, seller_id, role, secret_hash, created_at)
                select 'mb_many_' || n || seller_id, seller_id, 'seller', 'x', created_at
                from api_credential, generate_series(1, 49) n
                where client_id = :id""").param("id", seller.get("/credentials").at("/results/0/client_id")).update();

        seller.post("/credentials", null).is(409);
    }

    @Test
    @Proves("R-59")
    void whoKeepsGuessingIsTurnedAwayAndComesBackLater() {
        var created = WORLD.operator().post("/sellers", Map.of("name", "Guessed at")).is(201);
        var guess = Map.of("client_id", created.at("/client_id"), "client_secret", "wrong");
        IntStream.range(0, 6).forEach(each -> WORLD.nobody().post("/authenticate", guess).is(401));

        var refused = WORLD.nobody().post("/authenticate", guess).is(429);
        var right = WORLD.nobody().post("/authenticate", Map.of("client_id", created.at("/client_id"),
                "client_secret", created.at("/client_secret")));

        assertThat(refused.response().headers().firstValue("retry-after")).hasValueSatisfying(seconds ->
                assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
        assertThat(right.status()).as("the right secret in the same second tells nothing").isIn(429, 200);
        seller.get("/listings").is(200);
    }
}
