package io.meterbridge.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the simulated Google Cloud Marketplace gives buyers' browsers to show, and the certificate to check it with. */
public final class GoogleSignUps {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final KeyPair keys = newKeys();
    private final String keyId = UUID.randomUUID().toString();

    /** Certificates by the ids of their keys, as published at the issuer's address. */
    public String published() {
        return "{\"" + keyId + "\":\"" + SelfSigned.pem(keys, "cloud-commerce-partner").replace("\n", "\\n") + "\"}";
    }

    /** The claims of a good token. */
    public static JWTClaimsSet.Builder claims(String issuer, String audience, String account, Instant now) {
        return new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject(account)
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("google", Map.of("roles", List.of("account_admin"), "user_identity", "user-of-" + account));
    }

    /** Signs claims as Google does. */
    public String sign(JWTClaimsSet claims) {
        return sign(claims, JWSAlgorithm.RS256, keyId);
    }

    /** Signs claims in another way. */
    public String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String id) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims);
            token.sign(new RSASSASigner(keys.getPrivate()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the published key. */
    public String keyId() {
        return keyId;
    }

    /** The published half of the key. */
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
