package io.meterbridge.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Standard Webhooks defines them: https://www.standardwebhooks.com. */
final class Signature {

    /** What a secret begins with; base64 of its bytes follows. */
    static final String SECRET_PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {
    }

    /**
     * The value of {@code webhook-signature}: one signature for each secret, separated by spaces. A
     * receiver that knows any of them is satisfied.
     *
     * @param id           value of {@code webhook-id}
     * @param epochSeconds value of {@code webhook-timestamp}
     * @param body         the very text that is sent
     * @param secrets      {@code whsec_} and base64
     */
    static String of(String id, long epochSeconds, String body, List<String> secrets) {
        var signed = (id + "." + epochSeconds + "." + body).getBytes(UTF_8);
        return secrets.stream().map(secret -> "v1," + hmac(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String hmac(String secret, byte[] signed) {
        try {
            var key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
