package io.meterbridge.sandbox;

import java.time.Instant;

/**
 * An AWS access key that the sandbox knows.
 *
 * @param sessionToken null for a long-lived key
 * @param accountId the AWS account that the caller belongs to
 * @param arn the caller's own ARN
 * @param expiresAt null for a long-lived key
 */
public record AwsAccessKey(
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        String accountId,
        String arn,
        Instant expiresAt) {

    boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "AwsAccessKey[" + accessKeyId + " of " + arn + "]";
    }
}
