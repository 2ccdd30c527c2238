package io.meterbridge.webhook;

import io.meterbridge.secret.SecretBox;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** The secrets that deliveries are signed with, sealed for the row of their endpoint. */
public final class EndpointSecrets {

    /** As long as the digest that is made with it. */
    private static final int BYTES = 32;

    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();

    EndpointSecrets(SecretBox box) {
        this.box = box;
    }

    /** A new one, as a receiver's library takes it: {@code whsec_} and base64. */
    public String create() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Signature.SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** Seals a secret for its endpoint. */
    public byte[] seal(String secret, UUID endpointId) {
        return box.seal(secret, identityOf(endpointId));
    }

    /** Opens a secret right before a delivery is signed. */
    String open(byte[] sealed, UUID endpointId) {
        return box.open(sealed, identityOf(endpointId));
    }

    private static String identityOf(UUID endpointId) {
        return SecretBox.identityOf("webhook_endpoint", endpointId);
    }
}
