package io.meterbridge.aws;

import java.time.Instant;
import java.util.Objects;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Keys that sign a request.
 *
 * @param sessionToken null for keys that do not end
 * @param expiresAt    null for keys that do not end, or whose end is somebody else's care
 */
public record AwsKeys(
        String accessKeyId, String secretAccessKey, String sessionToken, Instant expiresAt) {

    public AwsKeys {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    }

    AwsCredentialsIdentity identity() {
        return sessionToken == null
                ? AwsCredentialsIdentity.create(accessKeyId, secretAccessKey)
                : AwsSessionCredentialsIdentity.create(accessKeyId, secretAccessKey, sessionToken);
    }

    /**
     * AWS's sentence about a refusal, with nothing secret in it. AWS answers a wrong signature with
     * what it signed itself, session token included; that part follows the first line.
     */
    String redact(String message) {
        return message == null ? null
                : excerpt(message.strip().lines().findFirst().orElse(""));
    }

    /** The beginning of any text of AWS's, at most 500 characters, with nothing secret in it. */
    String excerpt(String text) {
        var masked = text.replace(secretAccessKey, "***");
        masked = sessionToken == null ? masked : masked.replace(sessionToken, "***");
        return masked.length() > 500 ? masked.substring(0, 500) : masked;
    }

    /** Without what is secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "AwsKeys[accessKeyId=" + accessKeyId + "]";
    }
}
