package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsSignatureTest {

    private static final String BODY = "{\"UsageRecords\":[]}";

    private final SandboxClock clock =
            SandboxClock.frozenAt(Instant.parse("2026-03-10T12:05:00Z"));
    private final AwsIdentities identities = new AwsIdentities();
    private final AwsAccessKey key = identities.addKey("AKIASELLER", "secret", "111111111111");
    private SimulatedAwsMetering aws;

    @BeforeEach
    void start() {
        aws = SimulatedAwsMetering.start(clock, identities).quota(false);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aSignatureOfTheKnownSecretIsAccepted() {
        assertThat(call(key).send(BODY).status()).isEqualTo(200);
    }

    @Test
    void aWrongSecretIsRefused() {
        var wrong = new AwsAccessKey("AKIASELLER", "guess", null, "111111111111", "arn", null);

        assertThat(type(call(wrong).send(BODY))).isEqualTo("InvalidSignatureException");
    }

    @Test
    void anUnknownOrDeletedKeyIsRefused() {
        identities.removeKey("AKIASELLER");

        assertThat(type(call(key).send(BODY))).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aBodyThatWasChangedAfterSigningIsRefused() {
        assertThat(type(call(key).send(BODY, BODY + " "))).isEqualTo("InvalidSignatureException");
    }

    @Test
    void anotherRegionOrServiceIsRefused() {
        assertThat(type(call(key).region("eu-west-1").send(BODY)))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(call(key).service("execute-api").send(BODY)))
                .isEqualTo("InvalidSignatureException");
    }

    @Test
    void aSignatureMoreThanFifteenMinutesOffIsRefused() {
        assertThat(call(key, Duration.ofMinutes(15)).send(BODY).status()).isEqualTo(200);
        assertThat(type(call(key, Duration.ofSeconds(901)).send(BODY)))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(call(key, Duration.ofSeconds(-901)).send(BODY)))
                .isEqualTo("InvalidSignatureException");
    }

    @Test
    void signingTimesCanBeComparedWithTheMachinesClock() {
        aws.signingClock(InstantSource.system());

        var now = SignedCall.metering(aws.endpointUrl(), key, InstantSource.system());

        assertThat(now.send(BODY).status()).isEqualTo(200);
        assertThat(type(call(key).send(BODY))).isEqualTo("InvalidSignatureException");
    }

    @Test
    void anUnsignedCallIsRefused() {
        var request = HttpRequest.newBuilder(URI.create(aws.endpointUrl() + "/"))
                .header("X-Amz-Target", "AWSMPMeteringService.BatchMeterUsage")
                .POST(BodyPublishers.ofString(BODY)).build();

        assertThat(type(SandboxClient.send(request)))
                .isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void aCallerWithoutPermissionIsDenied() {
        identities.allowMetering("111111111111", false);

        assertThat(type(call(key).send(BODY))).isEqualTo("AccessDeniedException");
        identities.allowMetering("111111111111", true);
        assertThat(call(key).send(BODY).status()).isEqualTo(200);
    }

    private SignedCall call(AwsAccessKey caller) {
        return call(caller, Duration.ZERO);
    }

    private SignedCall call(AwsAccessKey caller, Duration off) {
        return SignedCall.metering(aws.endpointUrl(), caller, () -> clock.instant().plus(off));
    }

    private static String type(SandboxClient.Reply answer) {
        return answer.json().path("__type").asText();
    }
}
