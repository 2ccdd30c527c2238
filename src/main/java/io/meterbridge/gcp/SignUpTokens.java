package io.meterbridge.gcp;

import com.nimbusds.jwt.JWTClaimsSet;
import io.meterbridge.token.SignedToken;
import io.meterbridge.token.TokenRefused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether Google Cloud Marketplace itself sent a buyer. The issuer is fixed before any key is looked for, so that no
 * token can name its own keys; then: RS256 with a published key, not expired, for one of the seller's products, and
 * about an account.
 */
@Component
class SignUpTokens {

    private static final Set<String> NEEDED = Set.of("iss", "aud", "sub", "iat", "exp");
    private static final Duration LENIENCY = Duration.ofMinutes(1);
    private static final Pattern ACCOUNT = Pattern.compile("[\\w.:-]{1,200}");

    private final SignUpKeys keys;
    private final String issuer;
    private final InstantSource clock;

    SignUpTokens(SignUpKeys keys, @Value("${meterbridge.gcp.signup-issuer}") String issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The claims of a token that holds.
     *
     * @param audiences for whom it may have been signed
     * @throws TokenRefused when it does not hold
     * @throws io.meterbridge.marketplace.CredentialsUnavailable when nobody can say, for want of Google's keys
     */
    JWTClaimsSet check(String token, Set<String> audiences) throws TokenRefused {
        var now = clock.instant();
        var claims = SignedToken.claims(token, keys.keys(), now, NEEDED);
        require(issuer.equals(claims.getIssuer()), "iss");
        require(claims.getAudience().size() == 1 && audiences.contains(claims.getAudience().get(0)), "aud");
        require(!claims.getIssueTime().toInstant().isAfter(now.plus(LENIENCY)), "iat");
        require(claims.getSubject() != null && ACCOUNT.matcher(claims.getSubject()).matches(), "sub");
        return claims;
    }

    private static void require(boolean holds, String check) throws TokenRefused {
        if (!holds) {
            throw new TokenRefused(check);
        }
    }
}
