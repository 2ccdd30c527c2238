package io.meterbridge.aws;

import io.meterbridge.marketplace.CredentialsUnavailable;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secret.StoredSettings;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Opens what a seller stored when connecting AWS. */
@Component("awsIntegrations")
public class AwsIntegrations {

    private final SecretBox secrets;

    AwsIntegrations(SecretBox secrets) {
        this.secrets = secrets;
    }

    /**
     * The settings in an integration row.
     *
     * @param row {@code seller_id}, {@code settings}, {@code sealed_secret}; null when there is
     *            none
     * @throws CredentialsUnavailable when the seller has not connected AWS
     */
    public AwsSettings open(@Body Map<String, Object> row) {
        if (row == null) {
            throw new CredentialsUnavailable("not-connected", "The seller has not connected AWS");
        }
        return AwsSettings.of(StoredSettings.open(secrets, row, "aws"));
    }
}
