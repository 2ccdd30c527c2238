package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedEntraTest extends AzureCalls {

    private static final String SCOPE = METERING + "/.default";

    @Test
    void aTokenLivesForAnHour() {
        var answer = signIn(TENANT, form(CLIENT, SECRET, SCOPE));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").isNumber()).isTrue();
        assertThat(answer.json().get("expires_in").asLong()).isEqualTo(3600);

        var token = answer.json().get("access_token").asText();
        clock.advance(Duration.ofMinutes(59));
        assertThat(post(token, "batchUsageEvent", "{}").status()).isEqualTo(400);
        clock.advance(Duration.ofMinutes(1));
        assertThat(post(token, "batchUsageEvent", "{}").status()).isEqualTo(401);
    }

    @Test
    void theLifetimeCanBeATextAsInVersionOne() {
        entra.lifetimeAsText(true);

        assertThat(signIn(TENANT, form(CLIENT, SECRET, SCOPE)).json().get("expires_in").textValue())
                .isEqualTo("3600");
    }

    @ParameterizedTest
    @CsvSource({
        "another-tenant, known, right, metering, 400, invalid_request, 90002",
        "known, another-client, right, metering, 400, unauthorized_client, 700016",
        "known, known, wrong, metering, 401, invalid_client, 7000215",
        "known, known, right, none, 400, invalid_scope, 70011"})
    void aWrongFormIsRefusedWithMicrosoftsCodes(String tenant, String client, String secret,
            String scope, int status, String error, int code) {
        var answer = signIn(tenant.equals("known") ? TENANT : tenant,
                form(client.equals("known") ? CLIENT : client,
                        secret.equals("right") ? SECRET : secret,
                        scope.equals("metering") ? SCOPE : scope));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("error").asText()).isEqualTo(error);
        assertThat(answer.json().get("error_description").asText()).startsWith("AADSTS" + code);
    }

    @Test
    void onlyATokenForTheMarketplaceIsTakenThere() {
        var elsewhere = signIn(TENANT, form(CLIENT, SECRET, "https://graph.microsoft.com/.default"))
                .json().get("access_token").asText();

        assertThat(post(elsewhere, "batchUsageEvent", "{}").status()).isEqualTo(403);
        assertThat(post("made-up", "batchUsageEvent", "{}").status()).isEqualTo(401);
    }

    @Test
    void revokedTokensAreRefusedAndNewOnesAreNot() {
        var token = token();
        applications.revokeTokens();

        assertThat(List.of(post(token, "batchUsageEvent", "{}").status(),
                post(token(), "batchUsageEvent", "{}").status())).containsExactly(401, 400);
    }
}
