package io.meterbridge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

/** What every token has to stand, whoever signed it: RS256, with a published key, not expired. */
public final class SignedToken {

    private static final int LONGEST = 16_000;

    private SignedToken() {
    }

    /**
     * The claims of a token whose signature holds.
     *
     * @param keys    of the only signer that is believed
     * @param needed  claims that have to be there
     * @throws TokenRefused when it does not hold
     * @throws io.meterbridge.marketplace.CredentialsUnavailable when nobody can say, for want of the keys
     */
    public static JWTClaimsSet claims(String token, PublicKeys keys, Instant now, Set<String> needed)
            throws TokenRefused {
        var claims = verified(parse(token), keys);
        checkTimes(claims, now, needed);
        return claims;
    }

    private static SignedJWT parse(String token) throws TokenRefused {
        require(token != null && !token.isBlank(), "no token");
        require(token.length() <= LONGEST, "too long");
        try {
            return SignedJWT.parse(token.strip());
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefused("not a signed token");
        }
    }

    private static JWTClaimsSet verified(SignedJWT token, PublicKeys keys) throws TokenRefused {
        var header = token.getHeader();
        require(JWSAlgorithm.RS256.equals(header.getAlgorithm()), "alg");
        require(header.getKeyID() != null, "kid");
        var key = keys.find(header.getKeyID()).orElseThrow(() -> new TokenRefused("kid"));
        if (!(key instanceof RSAKey rsa) || key.getKeyUse() != null && !KeyUse.SIGNATURE.equals(key.getKeyUse())) {
            throw new TokenRefused("kid");
        }
        try {
            require(token.verify(new RSASSAVerifier(rsa)), "signature");
            return token.getJWTClaimsSet();
        } catch (JOSEException | ParseException e) {
            throw new TokenRefused("signature");
        }
    }

    /** Beginning and end, with the library's minute of leniency. */
    private static void checkTimes(JWTClaimsSet claims, Instant now, Set<String> needed) throws TokenRefused {
        try {
            new DefaultJWTClaimsVerifier<SecurityContext>(null, needed) {
                @Override
                protected Date currentTime() {
                    return Date.from(now);
                }
            }.verify(claims, null);
        } catch (BadJOSEException e) {
            throw new TokenRefused(needed.equals(Set.of("exp")) ? "exp or nbf" : "exp, nbf or a missing claim");
        }
    }

    private static void require(boolean holds, String check) throws TokenRefused {
        if (!holds) {
            throw new TokenRefused(check);
        }
    }
}
