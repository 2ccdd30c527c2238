package io.meterbridge.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meterbridge.Proves;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureSettingsTest {

    private static final String CLIENT = "5b3f9c52-1d5b-4d6c-9a55-3f1f6e7f0002";

    @ParameterizedTest
    @ValueSource(strings = {"7a1c1b0e-93b0-4a63-8d8b-1f1c6e7f0001", "contoso.onmicrosoft.com",
        "contoso.com", " contoso.com "})
    void aTenantIsAnIdOrADomain(String tenant) {
        assertThat(AzureSettings.of(settings(tenant, CLIENT)).tenantId()).isEqualTo(tenant.strip());
    }

    @ParameterizedTest
    @CsvSource({"a/b, tenant_id", "a?b, tenant_id", "a#b, tenant_id", "a@b, tenant_id",
        "'', tenant_id", "../x, tenant_id", ".., tenant_id", "a..b, tenant_id", "a%2Fb, tenant_id"})
    void nothingThatCouldChangeTheAddressIsATenant(String tenant, String field) {
        assertThatExceptionOfType(InvalidAzureSettings.class)
                .isThrownBy(() -> AzureSettings.of(settings(tenant, CLIENT)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void anApplicationIsAGuid() {
        assertThatExceptionOfType(InvalidAzureSettings.class)
                .isThrownBy(() -> AzureSettings.of(settings("contoso.com", "my-app")))
                .satisfies(e -> assertThat(e.field()).isEqualTo("client_id"));
    }

    @Test
    @Proves("R-54")
    void noTextShowsASecret() {
        var settings = AzureSettings.of(settings("contoso.com", CLIENT));

        assertThat(settings.toString()).doesNotContain("the-secret");
        assertThat(settings.excerpt("it was the-secret")).isEqualTo("it was ***");
        assertThat(new AzureToken("the-token", Instant.EPOCH).toString()).doesNotContain("the-token");
    }

    private static Map<String, String> settings(String tenant, String client) {
        return Map.of("tenant_id", tenant, "client_id", client, "client_secret", "the-secret");
    }
}
