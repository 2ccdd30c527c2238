package io.meterbridge.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.ConnectionCheck.Result;
import io.meterbridge.marketplace.ConnectionCheck;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Proves("R-28")
class GcpConnectionCheckTest extends GcpRoutes {

    @Test
    void aLinkedAccountOfTheProviderIsFine() {
        assertThat(check(PROVIDER, ACCOUNT.keyFile()).isOk()).isTrue();
        var requests = GOOGLE.procurementRequests();
        assertThat(requests.get(requests.size() - 1).path())
                .isEqualTo("/v1/providers/" + PROVIDER + "/entitlements");
    }

    @Test
    void anotherProviderIsNamed() {
        var check = check("another-provider", ACCOUNT.keyFile());

        assertThat(check.result()).isEqualTo(Result.REFUSED);
        assertThat(check.field()).isEqualTo("provider_id");
    }

    @Test
    @Proves("R-54")
    void aRefusedKeyIsNamedWithGooglesOwnReasonAndNothingSecret() {
        var file = ACCOUNT.keyFile();
        file.put("private_key_id", "another-key");

        var check = check(PROVIDER, file);

        assertThat(check.result()).isEqualTo(Result.REFUSED);
        assertThat(check.field()).isEqualTo("service_account_json");
        assertThat(check.reason()).contains("invalid_grant", "unknown key");
        assertThat(check.toString()).doesNotContain("PRIVATE KEY");
    }

    @ParameterizedTest
    @CsvSource({"200, OK", "400, REFUSED", "401, REFUSED", "403, REFUSED", "404, REFUSED",
        "302, UNREACHABLE", "429, UNREACHABLE", "500, UNREACHABLE", "503, UNREACHABLE"})
    void everyStatusOfProcurementMeansSomething(int status, Result result) {
        GOOGLE.procurementFaults().next(1).answer(status, Map.of(), "{}");

        assertThat(check(PROVIDER, ACCOUNT.keyFile()).result()).isEqualTo(result);
    }

    @Test
    void aGoogleThatCannotBeReachedOrIsInTroubleLeavesItOpen() {
        GOOGLE.tokenFaults().next(1).serverError();
        assertThat(check(PROVIDER, ACCOUNT.keyFile()).result()).isEqualTo(Result.UNREACHABLE);
        GOOGLE.procurementFaults().next(1).closeWithoutAnswer();
        assertThat(check(PROVIDER, ACCOUNT.keyFile()).result()).isEqualTo(Result.UNREACHABLE);
        TO_TOKENS.down();
        try {
            assertThat(check(PROVIDER, ACCOUNT.keyFile()).result()).isEqualTo(Result.UNREACHABLE);
        } finally {
            TO_TOKENS.up();
        }
    }

    @Test
    @Proves("R-44")
    void aTokenAddressThatMustNotBeCalledIsNamed() {
        var file = ACCOUNT.keyFile();
        file.put("token_uri", "http://169.254.169.254/latest");

        var check = check(PROVIDER, file);

        assertThat(check.result()).isEqualTo(Result.REFUSED);
        assertThat(check.field()).isEqualTo("service_account_json/token_uri");
    }

    @ParameterizedTest
    @CsvSource({"type", "client_email", "private_key", "private_key_id", "token_uri"})
    void aFieldThatIsMissingFromTheKeyFileIsNamed(String field) {
        var file = ACCOUNT.keyFile();
        file.remove(field);

        assertThat(check(PROVIDER, file).field()).isEqualTo("service_account_json/" + field);
    }

    @Test
    void malformedSettingsAreNamed() {
        assertThat(check("../x", ACCOUNT.keyFile()).field()).isEqualTo("provider_id");
        assertThat(check(Map.of("provider_id", PROVIDER)).field()).isEqualTo("service_account_json");
        var file = ACCOUNT.keyFile();
        file.put("private_key", "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----");
        assertThat(check(PROVIDER, file).field()).isEqualTo("service_account_json/private_key");
        assertThat(check(PROVIDER, file).reason()).doesNotContain("nonsense");
    }

    private ConnectionCheck check(String provider, Map<String, Object> keyFile) {
        return check(Map.of("provider_id", provider, "service_account_json", keyFile));
    }

    private ConnectionCheck check(Map<String, Object> settings) {
        return routes.requestBody("direct:gcp-connection-check", settings, ConnectionCheck.class);
    }
}
