package io.meterbridge.api.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meterbridge.api.problem.Notice;
import java.time.Instant;
import java.util.List;

/** The connection to Google Cloud as it may be shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GcpIntegration(
        String status,
        String brokenReason,
        Instant verifiedAt,
        String providerId,
        String clientEmail,
        String privateKeyIdHint,
        String pubsubSubscription,
        String approvalMode,
        String signupUrl,
        List<Notice> warnings) {

    static GcpIntegration of(Integration stored) {
        return new GcpIntegration(stored.status(), stored.brokenReason(), stored.verifiedAt(),
                stored.setting("provider_id"), stored.setting("client_email"), stored.secretHint(),
                stored.setting("pubsub_subscription"), stored.setting("approval_mode"),
                stored.setting("signup_url"), List.of());
    }
}
