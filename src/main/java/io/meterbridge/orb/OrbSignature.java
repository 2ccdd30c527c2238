package io.meterbridge.orb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Orb's webhooks: HMAC-SHA256 over {@code v1:<timestamp>:<body>}, the timestamp as it stands in
 * its header. See <a href="https://docs.withorb.com/guides/integrations-and-exports/webhooks">Orb's page</a>.
 */
public final class OrbSignature {

    /** As far as Orb's own clients let the clocks differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String VERSION = "v1";

    private OrbSignature() {
    }

    /**
     * Whether one of the signatures is the right one, and not too old.
     *
     * @param signatures {@code v1=<hex>}, several with blanks between while a secret is changed
     * @param timestamp  ISO 8601; without an offset it is UTC
     */
    public static boolean verify(String secret, String signatures, String timestamp, byte[] body, Instant now) {
        var signedAt = instant(timestamp);
        if (signatures == null || signedAt == null
                || Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        var expected = sign(secret, timestamp, body).getBytes(StandardCharsets.UTF_8);
        return Stream.of(signatures.strip().split("[ ,]+"))
                .filter(signature -> signature.startsWith(VERSION + "="))
                .map(signature -> signature.substring(VERSION.length() + 1).getBytes(StandardCharsets.UTF_8))
                .anyMatch(signature -> MessageDigest.isEqual(expected, signature));
    }

    static String sign(String secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    private static Instant instant(String timestamp) {
        if (timestamp == null) {
            return null;
        }
        try {
            return timestamp.matches(".*T.*([Zz]|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(timestamp).toInstant()
                    : LocalDateTime.parse(timestamp).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
