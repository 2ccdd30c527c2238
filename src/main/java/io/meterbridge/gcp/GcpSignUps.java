package io.meterbridge.gcp;

import io.meterbridge.landing.LandingCall;
import io.meterbridge.landing.LandingPage;
import io.meterbridge.landing.LandingRefused;
import io.meterbridge.landing.SignUp;
import io.meterbridge.marketplace.CredentialsUnavailable;
import io.meterbridge.token.TokenRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Who arrived from Google Cloud Marketplace, by the token that it signed for the buyer's browser. */
@Component("gcpSignUps")
public class GcpSignUps {

    private static final String MARKETPLACE = "Google Cloud Marketplace";

    private final SignUpTokens tokens;

    GcpSignUps(SignUpTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Who it is. Google tells the user's identity with the first sign-up only, so it is kept.
     *
     * @throws LandingRefused when the token does not hold, or nobody can say now
     */
    public SignUp read(@ExchangeProperty("landing") LandingCall call, @ExchangeProperty("page") LandingPage page) {
        try {
            var claims = tokens.check(call.token(), page.audiences());
            var google = claims.getClaim("google") instanceof Map<?, ?> map ? map : Map.of();
            var buyer = new LinkedHashMap<String, String>(Map.of("account_id", claims.getSubject()));
            var purchase = new LinkedHashMap<String, Object>(Map.of("account_id", claims.getSubject()));
            if (google.get("user_identity") instanceof String user && !user.isBlank()) {
                buyer.put("user_identity", user);
            }
            list("roles", google.get("roles"), purchase);
            list("orders", google.get("orders") == null ? claims.getClaim("orders") : google.get("orders"), purchase);
            return new SignUp(claims.getSubject(), buyer, purchase, null);
        } catch (TokenRefused e) {
            throw LandingRefused.invalid(MARKETPLACE, "token: " + e.getMessage());
        } catch (CredentialsUnavailable e) {
            throw LandingRefused.unavailable(MARKETPLACE, e.getMessage());
        }
    }

    private static void list(String name, Object claim, Map<String, Object> purchase) {
        if (claim instanceof List<?> list && !list.isEmpty()) {
            purchase.put(name, list.stream().map(String::valueOf).toList());
        }
    }
}
