package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.secret.SecretBox;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Opens what a seller stored when connecting Google Cloud. */
@Component("gcpIntegrations")
public class GcpIntegrations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() { };

    private final SecretBox secrets;

    GcpIntegrations(SecretBox secrets) {
        this.secrets = secrets;
    }

    /**
     * The settings in an integration row: those that may be shown and, over them, the sealed ones,
     * which are a JSON object too.
     *
     * @param row {@code seller_id}, {@code settings}, {@code sealed_secret}; null when there is
     *            none
     * @throws GcpCredentialsUnavailable when the seller has not connected Google Cloud
     */
    public GcpSettings open(@Body Map<String, Object> row) {
        if (row == null) {
            throw new GcpCredentialsUnavailable(
                    "not-connected", "The seller has not connected Google Cloud");
        }
        var settings = new HashMap<>(fieldsOf((String) row.get("settings")));
        if (row.get("sealed_secret") instanceof byte[] sealed) {
            var identity = SecretBox.identityOf("integration", row.get("seller_id"), "gcp");
            settings.putAll(fieldsOf(secrets.open(sealed, identity)));
        }
        return GcpSettings.of(settings);
    }

    private static Map<String, Object> fieldsOf(String json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            // the text may be a secret, so neither it nor the parser's quotation of it is passed on
            throw new IllegalStateException("The Google settings of a seller are not a JSON object");
        }
    }
}
