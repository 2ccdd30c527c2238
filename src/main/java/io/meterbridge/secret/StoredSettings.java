package io.meterbridge.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/** The settings of a connected provider as its row keeps them. */
public final class StoredSettings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() { };

    private StoredSettings() {
    }

    /**
     * Opens a row of integrations: the settings that may be shown and, over them, the sealed ones,
     * which are a JSON object too.
     *
     * @param row      {@code seller_id}, {@code settings}, {@code sealed_secret}
     * @param provider for example {@code aws}; with the seller it names whose secret it is
     * @throws SealBroken            when it was sealed for another seller, or with another key
     * @throws IllegalStateException when they are no JSON objects; the text is not passed on
     */
    public static Map<String, Object> open(
            SecretBox secrets, Map<String, Object> row, String provider) {
        var settings = new HashMap<>(fieldsOf((String) row.get("settings"), provider));
        if (row.get("sealed_secret") instanceof byte[] sealed) {
            var identity = SecretBox.identityOf("integration", row.get("seller_id"), provider);
            settings.putAll(fieldsOf(secrets.open(sealed, identity), provider));
        }
        return settings;
    }

    private static Map<String, Object> fieldsOf(String json, String provider) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            // the text may be a secret, so neither it nor the parser's quotation of it is passed on
            throw new IllegalStateException(
                    "The " + provider + " settings of a seller are not a JSON object");
        }
    }
}
