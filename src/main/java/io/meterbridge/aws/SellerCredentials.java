package io.meterbridge.aws;

import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A seller's keys as the SDK's clients ask for them, with every request anew. */
final class SellerCredentials implements AwsCredentialsProvider {

    private final UUID sellerId;
    private final AwsSettings settings;
    private final RoleSessions roles;
    private final OwnCredentials own;

    SellerCredentials(UUID sellerId, AwsSettings settings, RoleSessions roles, OwnCredentials own) {
        this.sellerId = sellerId;
        this.settings = settings;
        this.roles = roles;
        this.own = own;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        var keys = keys();
        return keys.sessionToken() == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    private AwsKeys keys() {
        if (settings.usesRole()) {
            return roles.keys(sellerId, settings);
        }
        return settings.usesKeys() ? settings.keys() : own.keys();
    }
}
