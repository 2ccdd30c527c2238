package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedStsTest {

    private static final String ROLE = "arn:aws:iam::555555555555:role/metering";

    private final SandboxClock clock =
            SandboxClock.frozenAt(Instant.parse("2026-03-10T12:05:00Z"));
    private final AwsIdentities identities = new AwsIdentities();
    private final AwsAccessKey key = identities.addKey("AKIABRIDGE", "secret", "111111111111");
    private SimulatedSts sts;
    private SimulatedAwsMetering aws;

    @BeforeEach
    void start() {
        sts = SimulatedSts.start(clock, identities);
        aws = SimulatedAwsMetering.start(clock, identities);
        identities.addRole(ROLE, "seller-7");
    }

    @AfterEach
    void stop() {
        sts.close();
        aws.close();
    }

    @Test
    void theCallerLearnsWhoItIs() {
        var answer = SignedCall.sts(sts.endpointUrl(), key, clock)
                .send("Action=GetCallerIdentity&Version=2011-06-15");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(element(answer, "Account")).isEqualTo("111111111111");
        assertThat(element(answer, "Arn")).isEqualTo("arn:aws:iam::111111111111:user/meterbridge");
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndItsCredentialsMeterUntilTheyExpire() {
        var session = assumed(assumeRole(key, "seller-7"));
        var call = SignedCall.metering(aws.endpointUrl(), session, clock);

        var accepted = call.send("{\"UsageRecords\":[]}");
        clock.advance(Duration.ofHours(1));
        var expired = call.send("{\"UsageRecords\":[]}");

        assertThat(session.accountId()).isEqualTo("555555555555");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(expired.json().get("__type").asText()).isEqualTo("ExpiredTokenException");
    }

    @Test
    void temporaryCredentialsAreWorthNothingWithoutTheirToken() {
        var session = assumed(assumeRole(key, "seller-7"));
        var robbed = new AwsAccessKey(session.accessKeyId(), session.secretAccessKey(), null,
                session.accountId(), session.arn(), null);

        var answer = SignedCall.metering(aws.endpointUrl(), robbed, clock)
                .send("{\"UsageRecords\":[]}");

        assertThat(answer.json().get("__type").asText()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void anAssumedRoleKnowsItself() {
        var session = assumed(assumeRole(key, "seller-7"));

        var answer = SignedCall.sts(sts.endpointUrl(), session, clock)
                .send("Action=GetCallerIdentity&Version=2011-06-15");

        assertThat(element(answer, "Arn"))
                .isEqualTo("arn:aws:sts::555555555555:assumed-role/metering/bridge");
    }

    @Test
    void aWrongOrMissingExternalIdIsDenied() {
        assertThat(assumeRole(key, "seller-8").status()).isEqualTo(403);
        assertThat(element(assumeRole(key, "seller-8"), "Code")).isEqualTo("AccessDenied");
        assertThat(element(assumeRole(key, null), "Code")).isEqualTo("AccessDenied");
    }

    @Test
    void aWrongSecretOrUnknownKeyIsRefusedInTheQueryProtocolsWords() {
        var wrong = new AwsAccessKey("AKIABRIDGE", "guess", null, "1", "arn", null);
        var unknown = new AwsAccessKey("AKIANOBODY", "guess", null, "1", "arn", null);

        assertThat(element(assumeRole(wrong, "seller-7"), "Code"))
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(element(assumeRole(unknown, "seller-7"), "Code"))
                .isEqualTo("InvalidClientTokenId");
    }

    @Test
    void throttlingAndInternalErrorsCanBeScripted() {
        sts.faults().next(1).throttle();
        sts.faults().next(1).serverError();

        assertThat(element(assumeRole(key, "seller-7"), "Code")).isEqualTo("Throttling");
        assertThat(assumeRole(key, "seller-7").status()).isEqualTo(500);
        assertThat(assumeRole(key, "seller-7").status()).isEqualTo(200);
    }

    private SandboxClient.Reply assumeRole(AwsAccessKey caller, String externalId) {
        var form = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=bridge&RoleArn="
                + URLEncoder.encode(ROLE, StandardCharsets.UTF_8)
                + (externalId == null ? "" : "&ExternalId=" + externalId);
        return SignedCall.sts(sts.endpointUrl(), caller, clock).send(form);
    }

    private static AwsAccessKey assumed(SandboxClient.Reply answer) {
        var arn = element(answer, "Arn");
        return new AwsAccessKey(element(answer, "AccessKeyId"),
                element(answer, "SecretAccessKey"), element(answer, "SessionToken"),
                arn.split(":")[4], arn, Instant.parse(element(answer, "Expiration")));
    }

    private static String element(SandboxClient.Reply answer, String name) {
        var found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.body());
        assertThat(found.find()).as(name + " in " + answer.body()).isTrue();
        return found.group(1);
    }
}
