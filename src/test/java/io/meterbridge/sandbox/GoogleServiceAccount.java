package io.meterbridge.sandbox;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A service account of the simulated Google, with one key.
 *
 * @param tokenUri where its tokens come from
 */
public record GoogleServiceAccount(String email, String keyId, KeyPair keys, String tokenUri) {

    static GoogleServiceAccount create(String email, String keyId, String tokenUri) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new GoogleServiceAccount(email, keyId, generator.generateKeyPair(), tokenUri);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key file that Google hands out, as a JSON object. */
    public Map<String, Object> keyFile() {
        var file = new LinkedHashMap<String, Object>();
        file.put("type", "service_account");
        file.put("project_id", "sandbox");
        file.put("private_key_id", keyId);
        file.put("private_key", privateKeyPem());
        file.put("client_email", email);
        file.put("client_id", "100000000000000000001");
        file.put("auth_uri", "https://accounts.google.com/o/oauth2/auth");
        file.put("token_uri", tokenUri);
        file.put("universe_domain", "googleapis.com");
        return file;
    }

    /** The private key as it stands in the key file. */
    public String privateKeyPem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Override
    public String toString() {
        return "GoogleServiceAccount[" + email + "]";
    }
}
