package io.meterbridge.gcp;

import io.meterbridge.marketplace.CredentialsUnavailable;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secret.StoredSettings;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Opens what a seller stored when connecting Google Cloud. */
@Component("gcpIntegrations")
public class GcpIntegrations {

    private final SecretBox secrets;

    GcpIntegrations(SecretBox secrets) {
        this.secrets = secrets;
    }

    /**
     * The settings in an integration row.
     *
     * @param row {@code seller_id}, {@code settings}, {@code sealed_secret}; null when there is
     *            none
     * @throws CredentialsUnavailable when the seller has not connected Google Cloud
     */
    public GcpSettings open(@Body Map<String, Object> row) {
        if (row == null) {
            throw new CredentialsUnavailable(
                    "not-connected", "The seller has not connected Google Cloud");
        }
        return GcpSettings.of(StoredSettings.open(secrets, row, "gcp"));
    }
}
