package io.meterbridge.aws;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a seller's AWS account is reached: with a role, with keys, with both (the keys assume the
 * role) or with neither, which means the credentials this process runs under.
 *
 * @param region          the one region usage is submitted through; AWS keeps slots per region, so
 *                        the same hour sent through two of them would be billed twice
 * @param accessKeyId     null without keys
 * @param secretAccessKey null without keys
 * @param roleArn         null without a role
 * @param externalId      what the role's trust policy asks for, or null
 */
public record AwsSettings(
        String region,
        String accessKeyId,
        String secretAccessKey,
        String roleArn,
        String externalId) {

    // the region becomes part of a host name, so nothing else may pass
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\w{16,128}");
    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /**
     * Reads and checks settings by the names the API gives them.
     *
     * @throws InvalidAwsSettings when one is missing or malformed
     */
    public static AwsSettings of(Map<String, ?> settings) {
        var region = required(settings, "region", REGION);
        var accessKeyId = optional(settings, "access_key_id", ACCESS_KEY);
        var secretAccessKey = text(settings, "secret_access_key");
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new InvalidAwsSettings(
                    accessKeyId == null ? "access_key_id" : "secret_access_key",
                    "access_key_id and secret_access_key are given together");
        }
        var roleArn = optional(settings, "role_arn", ROLE);
        var externalId = optional(settings, "external_id", EXTERNAL_ID);
        if (externalId != null && roleArn == null) {
            throw new InvalidAwsSettings("role_arn", "external_id needs a role_arn");
        }
        return new AwsSettings(region, accessKeyId, secretAccessKey, roleArn, externalId);
    }

    /** True when calls are made under a role of the seller's. */
    public boolean usesRole() {
        return roleArn != null;
    }

    /** True when the seller gave keys. */
    public boolean usesKeys() {
        return accessKeyId != null;
    }

    /** The seller's own keys, or null. */
    public AwsKeys keys() {
        return usesKeys() ? new AwsKeys(accessKeyId, secretAccessKey, null, null) : null;
    }

    /** Without what is secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "AwsSettings[region=" + region + ", accessKeyId=" + accessKeyId
                + ", roleArn=" + roleArn + "]";
    }

    private static String required(Map<String, ?> settings, String name, Pattern shape) {
        var value = optional(settings, name, shape);
        if (value == null) {
            throw new InvalidAwsSettings(name, name + " is missing");
        }
        return value;
    }

    private static String optional(Map<String, ?> settings, String name, Pattern shape) {
        var value = text(settings, name);
        if (value != null && !shape.matcher(value).matches()) {
            throw new InvalidAwsSettings(name, name + " does not look like one");
        }
        return value;
    }

    private static String text(Map<String, ?> settings, String name) {
        var value = settings.get(name);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }
}
