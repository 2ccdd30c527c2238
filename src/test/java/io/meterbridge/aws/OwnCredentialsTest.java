package io.meterbridge.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

@Proves("R-22")
class OwnCredentialsTest {

    private static final Instant END = Instant.parse("2026-11-20T15:00:00Z");

    @Test
    void temporaryCredentialsAreTakenWithTheirTokenAndTheirEnd() {
        var own = new OwnCredentials(() -> AwsSessionCredentials.builder()
                .accessKeyId("ASIA").secretAccessKey("secret").sessionToken("token")
                .expirationTime(END).build());

        assertThat(own.keys()).isEqualTo(new AwsKeys("ASIA", "secret", "token", END));
    }

    @Test
    void whereThereAreNoneNobodyRefusedAnything() {
        var own = new OwnCredentials(() -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers");
        });

        assertThatExceptionOfType(CredentialsUnavailable.class).isThrownBy(own::keys)
                .matches(e -> e.code().equals("no-own-credentials"));
    }
}
