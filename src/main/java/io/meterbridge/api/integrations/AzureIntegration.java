package io.meterbridge.api.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meterbridge.api.problem.Notice;
import java.time.Instant;
import java.util.List;

/** The connection to Azure as it may be shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AzureIntegration(
        String status,
        String brokenReason,
        Instant verifiedAt,
        String tenantId,
        String clientId,
        String clientSecretHint,
        String serviceBusQueue,
        String signupUrl,
        List<Notice> warnings) {

    static AzureIntegration of(Integration stored) {
        return new AzureIntegration(stored.status(), stored.brokenReason(), stored.verifiedAt(),
                stored.setting("tenant_id"), stored.setting("client_id"), stored.secretHint(),
                stored.setting("service_bus_queue"), stored.setting("signup_url"), List.of());
    }
}
