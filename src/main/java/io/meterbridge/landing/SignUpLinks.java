package io.meterbridge.landing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Addresses of sellers' sign-up pages with a statement of who comes: a JSON Web Token for that seller alone, signed
 * with ES256 under a key of {@code /landing/keys}, good for ten minutes.
 */
@Component("signUpLinks")
public class SignUpLinks {

    /** The query parameter that carries the token. */
    static final String PARAMETER = "meterbridge_token";
    static final String ISSUER = "meterbridge";
    private static final Duration VALID = Duration.ofMinutes(10);

    private final SigningKeys keys;
    private final IdGenerator ids;
    private final InstantSource clock;

    SignUpLinks(SigningKeys keys, IdGenerator ids, InstantSource clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** The address to send a buyer to. */
    public String link(@Body UUID buyerId, @ExchangeProperty("landing") LandingCall call,
            @ExchangeProperty("page") LandingPage page, @ExchangeProperty("signUp") SignUp signUp) {
        var now = clock.instant();
        return with(page.signUpUrl(), sign(new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(call.sellerId().toString())
                .subject(buyerId.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .jwtID(ids.generateId().toString())
                .claim("cloud", call.cloud())
                .claim("buyer", signUp.buyer())
                .claim("purchase", signUp.purchase())
                .build()));
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var key = keys.current();
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("A buyer cannot be vouched for", e);
        }
    }

    /** A page may have a query and a fragment of its own. */
    static String with(String url, String token) {
        int end = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        var page = url.substring(0, end);
        var separator = !page.contains("?") ? "?" : page.endsWith("?") || page.endsWith("&") ? "" : "&";
        return page + separator + PARAMETER + "=" + token + url.substring(end);
    }
}
