package io.meterbridge.aws;

/**
 * A role of a seller's that this process wants to act under.
 *
 * @param onBehalfOf names the session in the seller's own CloudTrail
 * @param keys       who asks; null means the credentials of this process
 */
public record RoleToAssume(
        String region, String roleArn, String externalId, String onBehalfOf, AwsKeys keys) {

    static RoleToAssume of(AwsSettings settings, String onBehalfOf) {
        return new RoleToAssume(settings.region(), settings.roleArn(), settings.externalId(),
                onBehalfOf, settings.keys());
    }
}
