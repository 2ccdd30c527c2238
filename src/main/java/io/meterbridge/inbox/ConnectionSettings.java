package io.meterbridge.inbox;

import io.meterbridge.secret.SecretBox;
import io.meterbridge.secret.StoredSettings;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens a seller's connection for whoever fetches its messages. */
@Component
class ConnectionSettings {

    private final SecretBox secrets;

    ConnectionSettings(SecretBox secrets) {
        this.secrets = secrets;
    }

    Map<String, Object> open(Map<String, Object> row, String provider) {
        return StoredSettings.open(secrets, row, provider);
    }
}
