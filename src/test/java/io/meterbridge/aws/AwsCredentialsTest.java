package io.meterbridge.aws;

import static io.meterbridge.aws.AwsBuyers.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Keys, roles and this process's own credentials. */
@ExtendWith(OutputCaptureExtension.class)
class AwsCredentialsTest extends AwsRoutes {

    private static final String OWN_KEY = "AKIASANDBOX00000002";
    private static final String OWN_SECRET = "the/secret+meterbridge+runs+under+0000002";
    private static final String EXTERNAL_ID = "meterbridge-4711";

    private AwsAgreement buyer;
    private String roleArn;

    @BeforeAll
    static void thisProcessHasCredentials() {
        IDENTITIES.addKey(OWN_KEY, OWN_SECRET, "888888888888");
        System.setProperty("aws.accessKeyId", OWN_KEY);
        System.setProperty("aws.secretAccessKey", OWN_SECRET);
    }

    @AfterAll
    static void thisProcessHasNone() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @BeforeEach
    void aSellerTrustsUsWithARole() {
        buyer = AwsBuyers.licensed(AWS).soldBy(SELLER_ACCOUNT);
        roleArn = "arn:aws:iam::" + SELLER_ACCOUNT + ":role/meterbridge-" + AwsBuyers.digits(8);
        IDENTITIES.addRole(roleArn, EXTERNAL_ID);
        connectByRole(EXTERNAL_ID);
    }

    @Test
    @Proves("R-22")
    void underARoleWithItsExternalIdUsageIsAccepted() {
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(roleCalls()).singleElement().asString()
                .contains("Action=AssumeRole", "ExternalId=" + EXTERNAL_ID,
                        "RoleSessionName=meterbridge-" + seller);
    }

    @Test
    @Proves("R-22")
    void aRoleIsAssumedAgainOnlyFiveMinutesBeforeItsKeysEnd() {
        submit(batch(of(buyer, 5)));
        CLOCK.advance(Duration.ofMinutes(54));
        submit(batch(of(buyer, 5)));
        assertThat(roleCalls()).hasSize(1);

        CLOCK.advance(Duration.ofMinutes(2));

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(roleCalls()).hasSize(2);
    }

    @Test
    @Proves("R-22")
    void callersThatNeedARoleAtOnceShareOneCall() throws InterruptedException {
        var hold = STS.faults().next(1).holdBeforeWork();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                    () -> submit(batch(of(buyer, 5))).get(0).outcome(), pool)).limit(4).toList();
            hold.awaitArrival(Duration.ofSeconds(10));
            hold.release();

            assertThat(calls.stream().map(CompletableFuture::join))
                    .containsOnly(Outcome.ACCEPTED);
        } finally {
            pool.shutdownNow();
        }
        assertThat(roleCalls()).hasSize(1);
    }

    @Test
    @Proves("R-22")
    void aRoleThatDoesNotTrustUsStopsTheLane() {
        connectByRole("somebody-elses");

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code, Answer::reason)
                .containsExactly(
                        tuple(Outcome.CREDENTIALS, "AccessDenied", "external-access-denied"));

        connectByRole(EXTERNAL_ID);
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    @Proves("R-22")
    void anStsThatCannotBeReachedMeansLater() {
        TO_STS.down();
        try {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                    .containsExactly(tuple(Outcome.LATER, "external-unreachable"));
        } finally {
            TO_STS.up();
        }
    }

    @Test
    @Proves("R-22")
    void anStsThatSaysNothingUsefulMeansLater() {
        STS.faults().next(1).throttle().next(1).serverError().next(1).garbage()
                .next(1).loseAnswerAfterAccept().next(1).answer(404, Map.of(), "no such page");

        for (var code : List.of("Throttling", "InternalFailure", "unreadable-answer",
                "NoHttpResponseException", "http-404")) {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                    .containsExactly(tuple(Outcome.LATER, code));
        }
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    @Proves("R-22")
    void keysOfARoleThatAwsRefusesAreNotUsedAgain() {
        submit(batch(of(buyer, 5)));
        AWS.faults().next(1).answer(400, Map.of(), "{\"__type\":\"ExpiredTokenException\"}");

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.CREDENTIALS);
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(roleCalls()).hasSize(2);
    }

    @Test
    @Proves("R-22")
    void withNeitherKeysNorRoleThisProcessSignsItself() {
        connect(seller, Map.of("region", "us-east-1"), null);
        var ours = AwsBuyers.licensed(AWS).soldBy("888888888888");

        assertThat(submit(batch(of(ours, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    @Proves({"R-22", "R-54"})
    void wrongKeysStopTheLaneAndNothingSecretIsKept(CapturedOutput log) throws Exception {
        var wrong = "another/secret+that+aws+does+not+know+01";
        connect(seller, Map.of("region", "us-east-1", "access_key_id", KEY_ID), wrong);
        var answers = List.of(
                submit(batch(of(buyer, 5))).get(0),
                refusedWith("The canonical string is\n" + wrong),
                refusedWith("You used " + wrong));

        assertThat(answers).extracting(Answer::outcome).containsOnly(Outcome.CREDENTIALS);
        assertThat(answers).extracting(Answer::evidence).noneMatch(e -> e.contains(wrong));
        assertThat(JSON.readTree(answers.get(2).evidence()).path("error").path("message").textValue())
                .isEqualTo("You used ***");
        assertThat(log.getAll()).doesNotContain(wrong);
    }

    @Test
    @Proves("R-54")
    void noSessionTokenReachesEvidenceOrLogs(CapturedOutput log) {
        var answers = List.of(submit(batch(of(buyer, 5))).get(0), lostAnswer());

        assertThat(answers).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.NO_ANSWER);
        assertThat(answers.toString() + log.getAll())
                .doesNotContain("session/token", "temporary/secret", OWN_SECRET, SECRET);
    }

    private Answer lostAnswer() {
        TO_AWS.mode(FaultProxy.Mode.RESET_AFTER_REQUEST);
        return submit(batch(of(buyer, 5))).get(0);
    }

    private Answer refusedWith(String message) throws Exception {
        AWS.faults().next(1).answer(403, Map.of(), JSON.writeValueAsString(
                Map.of("__type", "InvalidSignatureException", "message", message)));
        return submit(batch(of(buyer, 5))).get(0);
    }

    private void connectByRole(String externalId) {
        connect(seller, Map.of(
                "region", "us-east-1", "role_arn", roleArn, "external_id", externalId), null);
    }

    /** The bodies of all calls for this test's role. */
    private List<String> roleCalls() {
        return STS.requests().stream().map(request -> request.body())
                .filter(body -> body.contains(roleArn.substring(roleArn.indexOf("meterbridge-"))))
                .toList();
    }
}
