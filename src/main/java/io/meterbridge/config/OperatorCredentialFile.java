package io.meterbridge.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.SecureRandom;
import java.util.Base64;

/** The operator's credential as it is kept in the data folder when nobody set one. */
final class OperatorCredentialFile {

    static final String NAME = "operator-credential.json";

    private static final String REMEDY = "Delete the file to have a new credential made";
    private static final int SECRET_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private OperatorCredentialFile() {
    }

    /** Reads the kept credential, or makes and keeps a new one. */
    static OperatorCredential in(DataFolder folder) {
        var text = folder.keepSecret(NAME, OperatorCredentialFile::generate);
        try {
            var json = JSON.readTree(text);
            var clientId = json.path("client_id").asText();
            var secret = json.path("client_secret").asText();
            if (clientId.isBlank() || secret.isBlank()) {
                throw new StartRefused(
                        folder.resolve(NAME) + " lacks client_id or client_secret", REMEDY);
            }
            return new OperatorCredential(clientId, secret);
        } catch (JsonProcessingException e) {
            // the cause would quote the secret
            throw new StartRefused(folder.resolve(NAME) + " is not JSON", REMEDY);
        }
    }

    private static String generate() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return JsonNodeFactory.instance.objectNode()
                .put("client_id", "operator")
                .put("client_secret", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .toString();
    }
}
