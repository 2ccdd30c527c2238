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
        String signupAudience,
        List<Notice> warnings) {

    /** Approvals are only observed unless the seller wants them given. */
    static GcpIntegration of(Integration stored) {
        var approvalMode = stored.setting("approval_mode");
        return new GcpIntegration(stored.status(), stored.brokenReason(), stored.verifiedAt(),
                stored.setting("provider_id"), stored.setting("client_email"), stored.secretHint(),
                stored.setting("pubsub_subscription"), approvalMode == null ? "observe" : approvalMode,
                stored.setting("signup_url"), stored.setting("signup_audience"), List.of());
    }
}
