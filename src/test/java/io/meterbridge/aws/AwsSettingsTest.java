package io.meterbridge.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meterbridge.Proves;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-54")
class AwsSettingsTest {

    private static final String SECRET = "a-secret-that-nobody-may-see";

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-2", "cn-northwest-1", "us-gov-west-1"})
    void regionsLookLikeThis(String region) {
        assertThat(AwsSettings.of(Map.of("region", " " + region + " ")).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1.example.com", "us-east-1/", "us-east-1@evil", "US-EAST-1", "east",
        "us-east-1:8080", "us-east-1#", "..", "us-east-123"})
    void nothingElseBecomesPartOfAHostName(String region) {
        assertThatExceptionOfType(InvalidAwsSettings.class)
                .isThrownBy(() -> AwsSettings.of(Map.of("region", region)))
                .matches(e -> e.field().equals("region"))
                .matches(e -> !e.getMessage().contains(region));
    }

    @Test
    void noSecretIsPrinted() {
        var settings = AwsSettings.of(Map.of("region", "us-east-1",
                "access_key_id", "AKIA0000000000000000", "secret_access_key", SECRET));
        var session = new AwsKeys("ASIA0000000000000000", SECRET, SECRET, null);

        assertThat(settings + " " + settings.keys() + " " + session + " "
                + RoleToAssume.of(settings, "somebody")).doesNotContain(SECRET);
    }

    @Test
    void awssWordsAreKeptWithoutWhatIsSecretInThem() {
        var keys = new AwsKeys("ASIA", "the-secret", "the-token", null);

        assertThat(keys.redact("Wrong the-token.\n\nx-amz-security-token:the-token"))
                .isEqualTo("Wrong ***.");
        assertThat(keys.excerpt("the-secret and the-token")).isEqualTo("*** and ***");
        assertThat(keys.excerpt("x".repeat(600))).hasSize(500);
        assertThat(keys.redact(null)).isNull();
    }

    @Test
    void withoutAnOverrideEachRegionHasItsOwnHost() {
        var endpoints = new AwsEndpoints("", "", "", "");

        assertThat(endpoints.metering("us-east-1"))
                .isEqualTo(URI.create("https://metering.marketplace.us-east-1.amazonaws.com/"));
        assertThat(endpoints.sts("eu-west-1"))
                .isEqualTo(URI.create("https://sts.eu-west-1.amazonaws.com/"));
        assertThat(endpoints.metering("cn-northwest-1"))
                .isEqualTo(URI.create("https://metering.marketplace.cn-northwest-1.amazonaws.com.cn/"));
        assertThat(new AwsEndpoints("http://127.0.0.1:4566", "", "", "").metering("us-east-1"))
                .isEqualTo(URI.create("http://127.0.0.1:4566/"));
    }
}
