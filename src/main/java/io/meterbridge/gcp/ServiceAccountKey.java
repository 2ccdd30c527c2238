package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * The key file of a seller's service account.
 *
 * @param email    who asks for a token
 * @param keyId    which of its keys signs
 * @param tokenUri where tokens come from; a URL that the seller supplied
 */
public record ServiceAccountKey(String email, String keyId, PrivateKey key, String tokenUri) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "service_account_json";
    private static final int SMALLEST_KEY_BITS = 1024;

    public ServiceAccountKey {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(tokenUri, "tokenUri");
    }

    /**
     * Reads a key file.
     *
     * @param keyFile a JSON object, as text or read already
     * @throws InvalidGcpSettings when it is none
     */
    static ServiceAccountKey of(Object keyFile) {
        var file = fieldsOf(keyFile);
        if (!"service_account".equals(file.get("type"))) {
            throw new InvalidGcpSettings(FIELD + "/type",
                    "only the key file of a service account can be used, not another kind");
        }
        return new ServiceAccountKey(text(file, "client_email"), text(file, "private_key_id"),
                privateKey(text(file, "private_key")), text(file, "token_uri"));
    }

    /** The same for the same key file; it tells nothing about the key. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((email + "\n" + keyId + "\n" + tokenUri + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Without what is secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "ServiceAccountKey[email=" + email + ", keyId=" + keyId + "]";
    }

    private static Map<?, ?> fieldsOf(Object keyFile) {
        if (keyFile instanceof Map<?, ?> file) {
            return file;
        }
        try {
            if (keyFile instanceof String text) {
                return JSON.readValue(text, Map.class);
            }
        } catch (JsonProcessingException notJson) {
            // neither the text nor the parser's quotation of it is passed on
            throw new InvalidGcpSettings(FIELD, "the key file of a service account is no JSON object");
        }
        throw new InvalidGcpSettings(FIELD, "the key file of a service account is missing");
    }

    private static String text(Map<?, ?> file, String name) {
        if (file.get(name) instanceof String text && !text.isBlank() && text.length() <= 10_000) {
            return text.strip();
        }
        throw new InvalidGcpSettings(FIELD + "/" + name, name + " is missing from the key file");
    }

    private static PrivateKey privateKey(String pem) {
        try {
            var base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
            var key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (key instanceof RSAPrivateKey rsa
                    && rsa.getModulus().bitLength() >= SMALLEST_KEY_BITS) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            // neither the text nor the parser's quotation of it is passed on
            throw unreadableKey();
        }
        throw unreadableKey();
    }

    private static InvalidGcpSettings unreadableKey() {
        return new InvalidGcpSettings(FIELD + "/private_key",
                "private_key is not an RSA key in the form Google hands out");
    }
}
