package io.meterbridge.aws;

import io.meterbridge.marketplace.CredentialsUnavailable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials this process runs under, found the way every AWS SDK finds them: environment,
 * profile, container, instance. The provider keeps them fresh by itself.
 */
@Component("awsOwnCredentials")
public class OwnCredentials implements DisposableBean {

    private final AwsCredentialsProvider chain;

    /** Looks in every place the SDKs look in. */
    public OwnCredentials() {
        this(DefaultCredentialsProvider.builder().build());
    }

    OwnCredentials(AwsCredentialsProvider chain) {
        this.chain = chain;
    }

    /**
     * The keys as they are now.
     *
     * @throws CredentialsUnavailable when the chain finds none
     */
    public AwsKeys keys() {
        try {
            var found = chain.resolveCredentials();
            var token = found instanceof AwsSessionCredentials session
                    ? session.sessionToken() : null;
            return new AwsKeys(
                    found.accessKeyId(),
                    found.secretAccessKey(),
                    token,
                    found.expirationTime().orElse(null));
        } catch (SdkClientException e) {
            throw new CredentialsUnavailable(
                    "no-own-credentials", "Meterbridge has no AWS credentials of its own", e);
        }
    }

    @Override
    public void destroy() {
        if (chain instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
