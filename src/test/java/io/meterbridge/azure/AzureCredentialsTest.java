package io.meterbridge.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tokens: how they are got, kept, and replaced when Azure refuses one. */
@ExtendWith(OutputCaptureExtension.class)
@Proves("R-22")
class AzureCredentialsTest extends AzureRoutes {

    private AzureSubscription buyer;
    private String client;

    /** An application of this test's own, so that no earlier token is kept for it. */
    @BeforeEach
    void anApplicationOfItsOwn() {
        client = UUID.randomUUID().toString();
        APPLICATIONS.register(TENANT, client, SECRET);
        connect(seller, client, SECRET);
        buyer = subscribed().soldThrough(client);
    }

    @Test
    void theTokenIsAskedForAsEntraWantsIt() {
        assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);

        var request = ENTRA.requests().get(ENTRA.requests().size() - 1);
        assertThat(request.path()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
        assertThat(request.headers()).containsEntry("Content-Type",
                List.of("application/x-www-form-urlencoded"));
        assertThat(request.body()).isEqualTo("grant_type=client_credentials&client_id=" + client
                + "&client_secret=the%7Esecret.of%2Bthe%2Fapplication%3D01"
                + "&scope=20e940b3-4c77-4b0b-9a53-9e16a1b010a7%2F.default");
    }

    @Test
    void aTokenIsRenewedOnlyFiveMinutesBeforeItsEnd() {
        outcome();
        CLOCK.advance(Duration.ofMinutes(54));
        outcome();
        assertThat(signIns()).isEqualTo(1);

        CLOCK.advance(Duration.ofMinutes(2));

        assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(signIns()).isEqualTo(2);
    }

    @Test
    void aLifetimeInTextIsUnderstoodToo() {
        ENTRA.lifetimeAsText(true);
        outcome();
        CLOCK.advance(Duration.ofMinutes(54));

        assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(signIns()).isEqualTo(1);
    }

    @Test
    void callersThatNeedATokenAtOnceShareOneCall() throws InterruptedException {
        var hold = ENTRA.faults().next(1).holdBeforeWork();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var calls = Stream.generate(() -> CompletableFuture.supplyAsync(this::outcome, pool))
                    .limit(4).toList();
            hold.awaitArrival(Duration.ofSeconds(10));
            hold.release();

            assertThat(calls.stream().map(CompletableFuture::join)).containsOnly(Outcome.ACCEPTED);
        } finally {
            pool.shutdownNow();
        }
        assertThat(signIns()).isEqualTo(1);
    }

    @Test
    void aTokenThatEndsUnderwayIsReplacedAndTheSameBytesSentAgain() {
        outcome();
        APPLICATIONS.revokeTokens();
        var before = AZURE.requestCount();

        assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(AZURE.requestCount() - before).isEqualTo(2);
        assertThat(signIns()).isEqualTo(2);
        var requests = AZURE.requests();
        assertThat(requests.get(requests.size() - 1).body())
                .isEqualTo(requests.get(requests.size() - 2).body());
    }

    @Test
    void anApplicationThatAzureForbidsStopsTheLaneAfterOneNewToken() {
        var before = AZURE.requestCount();
        AZURE.faults().always().answer(403, Map.of(),
                "{\"message\":\"Client is not authorized for this usage resource.\",\"code\":\"Forbidden\"}");

        assertThat(submit(batch(of(buyer, 5))))
                .extracting(Answer::outcome, Answer::code, Answer::reason).containsExactly(
                        tuple(Outcome.CREDENTIALS, "Forbidden", "external-access-denied"));
        assertThat(AZURE.requestCount() - before).isEqualTo(2);
        assertThat(signIns()).isEqualTo(2);
    }

    @Test
    void anAnswerLostOnTheSecondCallIsStillNoAnswer() {
        outcome();
        APPLICATIONS.revokeTokens();
        AZURE.faults().next(1).answer(401, Map.of(), "").next(1).loseAnswerAfterAccept();

        assertThat(outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void whenNoNewTokenComesNothingWasBooked() {
        outcome();
        AZURE.faults().next(1).answer(401, Map.of(), "");
        ENTRA.faults().next(1).serverError();

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.LATER, "temporarily_unavailable"));
    }

    @Test
    void aWrongSecretStopsTheLaneUntilItIsCorrected() {
        connect(seller, client, "an-old-secret-that-has-ended");

        assertThat(submit(batch(of(buyer, 5))))
                .extracting(Answer::outcome, Answer::code, Answer::reason).containsExactly(
                        tuple(Outcome.CREDENTIALS, "invalid_client", "external-access-denied"));

        connect(seller, client, SECRET);
        assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anEntraThatCannotBeReachedMeansLater() {
        TO_ENTRA.down();
        try {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                    .containsExactly(tuple(Outcome.LATER, "external-unreachable"));
        } finally {
            TO_ENTRA.up();
        }
        TO_ENTRA.mode(FaultProxy.Mode.RESET_AFTER_REQUEST);
        assertThat(outcome()).isEqualTo(Outcome.LATER);
        assertThat(units(buyer)).isZero();
    }

    @Test
    void anEntraThatSaysNothingUsefulMeansLater() {
        ENTRA.faults().next(1).throttle().next(1).serverError().next(1).garbage()
                .next(1).answer(404, Map.of(), "no such page")
                .next(1).answer(200, Map.of(), "{\"access_token\":\"x\",\"expires_in\":\"soon\"}")
                .next(1).answer(400, Map.of(), "{\"error\":7}");

        for (var code : List.of("temporarily_unavailable", "temporarily_unavailable",
                "unreadable-answer", "http-404", "unreadable-answer", "http-400")) {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                    .containsExactly(tuple(Outcome.LATER, code));
        }
        assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    @Proves("R-54")
    void neitherSecretNorTokenReachesEvidenceOrLogs(CapturedOutput log) {
        ENTRA.faults().next(1).answer(401, Map.of(), "{\"error\":\"invalid_client\","
                + "\"error_description\":\"You sent " + SECRET + "\"}");
        var answers = Stream.of(1, 2, 3).map(round -> {
            if (round == 3) {
                TO_AZURE.mode(FaultProxy.Mode.RESET_AFTER_REQUEST);
            }
            return submit(batch(of(buyer, 5))).get(0);
        }).toList();

        assertThat(answers).extracting(Answer::outcome).containsExactly(
                Outcome.CREDENTIALS, Outcome.ACCEPTED, Outcome.NO_ANSWER);
        assertThat(answers.toString() + log.getAll()).doesNotContain(SECRET, "entra.token-");
    }

    private Outcome outcome() {
        var fresh = subscribed().soldThrough(client);
        return submit(batch(of(fresh, 5))).get(0).outcome();
    }

    /** How often this test's application signed in. */
    private long signIns() {
        return ENTRA.requests().stream().filter(request -> request.body().contains(client)).count();
    }
}
