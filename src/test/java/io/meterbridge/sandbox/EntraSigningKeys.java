package io.meterbridge.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys of the simulated Entra, and the tokens that the marketplace's webhook carries. */
public final class EntraSigningKeys {

    private static final String MARKETPLACE = "20e940b3-4c77-4b0b-9a53-9e16a1b010a7";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final List<RSAKey> keys = new CopyOnWriteArrayList<>(List.of(newKey()));

    /** Signs with a new key from now on; the old one stays published. */
    public void rotate() {
        keys.add(newKey());
    }

    /** What a webhook's call carries in its {@code Authorization}. */
    public String webhookToken(String tenantId, String clientId, Instant now) {
        return sign(new JWTClaimsSet.Builder()
                .audience(clientId)
                .issuer("https://sts.windows.net/" + tenantId + "/")
                .claim("tid", tenantId)
                .claim("appid", MARKETPLACE)
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build());
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var key = keys.get(keys.size() - 1);
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key set as the keys endpoint publishes it. */
    String published() {
        return new JWKSet(List.copyOf(keys)).toPublicJWKSet().toString();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
