package io.meterbridge.api.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meterbridge.api.problem.Notice;
import java.time.Instant;
import java.util.List;

/** The connection to AWS as it may be shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsIntegration(
        String status,
        String brokenReason,
        Instant verifiedAt,
        String region,
        String accessKeyIdHint,
        String roleArn,
        String externalId,
        String notificationsQueueUrl,
        String signupUrl,
        List<Notice> warnings) {

    private static final Notice NOT_TRIED = new Notice("",
            "Keys are stored untried: every call that would prove them needs rights that metering does not.");

    static AwsIntegration of(Integration stored) {
        return new AwsIntegration(stored.status(), stored.brokenReason(), stored.verifiedAt(),
                stored.setting("region"), stored.secretHint(), stored.setting("role_arn"),
                stored.setting("external_id"), stored.setting("notifications_queue_url"),
                stored.setting("signup_url"),
                stored.setting("role_arn") == null ? List.of(NOT_TRIED) : List.of());
    }
}
