package io.meterbridge.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.ConnectionCheck;
import io.meterbridge.marketplace.ConnectionCheck.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-28")
class AzureConnectionCheckTest extends AzureRoutes {

    private static final String LIST = "/api/saas/subscriptions";

    @Test
    void anApplicationThatMaySignInAndListSubscriptionsIsFine() {
        assertThat(check(TENANT, CLIENT, SECRET).isOk()).isTrue();
        assertThat(AZURE.requests().get(AZURE.requests().size() - 1).path()).isEqualTo(LIST);
    }

    @ParameterizedTest
    @CsvSource({
        "another.example.com, ok, ok, tenant_id",
        "ok, 00000000-0000-0000-0000-000000000000, ok, client_id",
        "ok, ok, wrong, client_secret",
        "../../v1, ok, ok, tenant_id",
        "ok, an-application, ok, client_id",
        "ok, ok, ' ', client_secret"})
    void whatEntraRefusesIsNamed(String tenant, String client, String secret, String field) {
        var check = check(tenant.equals("ok") ? TENANT : tenant, client.equals("ok") ? CLIENT : client,
                secret.equals("ok") ? SECRET : secret);

        assertThat(check.result()).isEqualTo(Result.REFUSED);
        assertThat(check.field()).isEqualTo(field);
        assertThat(check.reason()).isNotBlank().doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void anApplicationThatTheMarketplaceDoesNotKnowIsRefused(int status) {
        AZURE.faults().next(1).to(LIST).answer(status, Map.of(), "");

        var check = check(TENANT, CLIENT, SECRET);
        assertThat(check.result()).isEqualTo(Result.REFUSED);
        assertThat(check.field()).isEqualTo("client_id");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500, 503})
    void aMarketplaceInTroubleLeavesItOpen(int status) {
        AZURE.faults().next(1).to(LIST).answer(status, Map.of(), "");

        assertThat(check(TENANT, CLIENT, SECRET).result()).isEqualTo(Result.UNREACHABLE);
    }

    @Test
    void anEntraOrMarketplaceThatCannotBeReachedLeavesItOpen() {
        ENTRA.faults().next(1).serverError();
        assertThat(check(TENANT, CLIENT, SECRET).result()).isEqualTo(Result.UNREACHABLE);

        AZURE.faults().next(1).closeWithoutAnswer();
        assertThat(check(TENANT, CLIENT, SECRET).result()).isEqualTo(Result.UNREACHABLE);

        TO_ENTRA.down();
        try {
            assertThat(check(TENANT, CLIENT, SECRET).result()).isEqualTo(Result.UNREACHABLE);
        } finally {
            TO_ENTRA.up();
        }
    }

    @Test
    void missingSettingsAreNamed() {
        assertThat(routes.requestBody("direct:azure-connection-check", Map.of(), ConnectionCheck.class)
                .field()).isEqualTo("tenant_id");
    }

    private ConnectionCheck check(String tenant, String client, String secret) {
        var settings = Map.of("tenant_id", tenant, "client_id", client, "client_secret", secret);
        return routes.requestBody("direct:azure-connection-check", settings, ConnectionCheck.class);
    }
}
