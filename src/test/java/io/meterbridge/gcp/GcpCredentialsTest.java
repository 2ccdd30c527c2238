package io.meterbridge.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.FaultProxy;
import io.meterbridge.sandbox.GoogleEntitlement;
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

/** Tokens: how they are got, kept, renewed and refused. Each test has a seller of its own. */
@ExtendWith(OutputCaptureExtension.class)
@Proves("R-22")
class GcpCredentialsTest extends GcpRoutes {

    private GoogleEntitlement buyer;

    @BeforeEach
    void aBuyer() {
        buyer = buyer();
    }

    @Test
    void aTokenIsKeptUntilFiveMinutesBeforeItEnds() {
        var before = GOOGLE.tokensIssued();
        submit(batch(of(buyer, 5)));
        CLOCK.advance(Duration.ofMinutes(54));
        submit(batch(of(buyer, 5)));
        assertThat(GOOGLE.tokensIssued() - before).isEqualTo(1);

        CLOCK.advance(Duration.ofMinutes(1));

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(GOOGLE.tokensIssued() - before).isEqualTo(2);
    }

    @Test
    void callersThatNeedATokenAtOnceShareOneCall() throws InterruptedException {
        var before = GOOGLE.tokensIssued();
        var hold = GOOGLE.tokenFaults().next(1).holdBeforeWork();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                    () -> submit(batch(of(buyer(), 5))).get(0).outcome(), pool)).limit(4).toList();
            hold.awaitArrival(Duration.ofSeconds(10));
            hold.release();

            assertThat(calls.stream().map(CompletableFuture::join)).containsOnly(Outcome.ACCEPTED);
        } finally {
            pool.shutdownNow();
        }
        assertThat(GOOGLE.tokensIssued() - before).isEqualTo(1);
    }

    @Test
    void aTokenThatACheckFindsRefusedIsRenewedOnce() {
        submit(batch(of(buyer, 5)));
        GOOGLE.revokeTokens();
        var before = GOOGLE.tokensIssued();
        var another = buyer();

        assertThat(submit(batch(of(another, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(GOOGLE.tokensIssued() - before).isEqualTo(1);
        assertThat(checksOf(another)).isEqualTo(2);
        assertThat(reportsOf(another)).hasSize(1);
    }

    @Test
    void aTokenThatAReportFindsRefusedIsRenewedOnce() {
        submit(batch(of(buyer, 5)));
        GOOGLE.revokeTokens();
        var another = buyer();

        assertThat(submitUnchecked(batch(of(another, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(reportsOf(another)).hasSize(2);
        assertThat(units(another)).isEqualTo(5);
    }

    @Test
    void refusedAgainItStopsTheLane() {
        GOOGLE.reportFaults().next(2).answer(401, Map.of(), "{}");

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.CREDENTIALS, "external-access-denied"));
        assertThat(reportsOf(buyer)).hasSize(2);
    }

    @Test
    @Proves("M-13")
    void aRenewalThatFailsAfterTheFirst401ProvesThatNothingWasBooked() {
        submit(batch(of(buyer(), 1)));
        GOOGLE.reportFaults().next(1).answer(401, Map.of(), "{}");
        GOOGLE.tokenFaults().next(1).closeWithoutAnswer();

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.LATER, "external-unreachable"));
    }

    @Test
    void anAccountThatIsNotLinkedStopsTheLane() {
        GOOGLE.link(ACCOUNT.email(), false);

        assertThat(submit(batch(of(buyer, 5), of(buyer(), 6))))
                .extracting(Answer::outcome, Answer::code).containsOnly(
                        tuple(Outcome.CREDENTIALS, "check-PERMISSION_DENIED"));
        assertThat(checksOf(buyer)).isEqualTo(1);
        GOOGLE.link(ACCOUNT.email(), true);
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void aKeyThatGoogleDoesNotKnowStopsTheLane() {
        var gone = GOOGLE.serviceAccount("gone-" + UUID.randomUUID() + "@example.com", PROVIDER);
        connect(seller, PROVIDER, gone.keyFile());
        GOOGLE.removeServiceAccount(gone.email());

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code, Answer::reason)
                .containsExactly(
                        tuple(Outcome.CREDENTIALS, "invalid_grant", "external-access-denied"));
    }

    @Test
    void aTokenEndpointThatSaysNothingUsefulMeansLater() {
        GOOGLE.tokenFaults().next(1).throttle().next(1).serverError().next(1).garbage()
                .next(1).loseAnswerAfterAccept().next(1).answer(404, Map.of(), "no such page");

        for (var code : List.of("rate_limit_exceeded", "internal_failure", "unreadable-answer",
                "NoHttpResponseException", "http-404")) {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                    .containsExactly(tuple(Outcome.LATER, code));
        }
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void aTokenEndpointThatCannotBeReachedMeansLater() {
        TO_TOKENS.down();
        try {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                    .containsExactly(tuple(Outcome.LATER, "external-unreachable"));
        } finally {
            TO_TOKENS.up();
        }
    }

    @Test
    @Proves("R-44")
    void aTokenAddressThatMustNotBeCalledIsNotCalled() {
        var file = ACCOUNT.keyFile();
        file.put("token_uri", "http://169.254.169.254/token");
        connect(seller, PROVIDER, file);

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.CREDENTIALS, "token-uri-refused"));
    }

    @Test
    @Proves("R-54")
    void nothingSecretReachesEvidenceOrLogs(CapturedOutput log) {
        var answers = List.of(submit(batch(of(buyer, 5))).get(0), lostAnswer());

        assertThat(answers).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.NO_ANSWER);
        assertThat(answers + log.getAll()).doesNotContain("ya29.", "assertion=", "BEGIN PRIVATE",
                ACCOUNT.privateKeyPem().substring(40, 80));
    }

    private Answer lostAnswer() {
        TO_GOOGLE.mode(FaultProxy.Mode.RESET_AFTER_REQUEST);
        return submitUnchecked(batch(of(buyer, 5))).get(0);
    }
}
