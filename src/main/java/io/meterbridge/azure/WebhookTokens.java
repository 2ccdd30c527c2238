package io.meterbridge.azure;

import com.nimbusds.jwt.JWTClaimsSet;
import io.meterbridge.token.SignedToken;
import io.meterbridge.token.TokenRefused;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether Microsoft's marketplace itself called a webhook. All checks are always made: RS256 with a key of the
 * seller's tenant, not expired, for the seller's application, of the seller's tenant, by one of the two issuers
 * of that tenant, and asked for by the marketplace's own application.
 */
@Component
public class WebhookTokens {

    private static final String BEARER = "Bearer ";
    private static final Pattern GUID = Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final EntraKeys keys;
    private final String authorityHost;
    private final InstantSource clock;

    WebhookTokens(EntraKeys keys, @Value("${meterbridge.azure.authority-host}") String authorityHost,
            InstantSource clock) {
        this.keys = keys;
        this.authorityHost = authorityHost;
        this.clock = clock;
    }

    /**
     * Lets a call pass that carries a token of the marketplace for this application.
     *
     * @param authorization the call's header, or null
     * @throws TokenRefused when it does not
     * @throws io.meterbridge.marketplace.CredentialsUnavailable when nobody can say, for want of Entra's keys
     */
    public void check(String authorization, String tenantId, String clientId) throws TokenRefused {
        // a token names its tenant by id alone, so a tenant known by its domain cannot be compared with it
        if (!GUID.matcher(tenantId).matches()) {
            throw new TokenRefused("the connected tenant_id is no id but a domain");
        }
        var claims = SignedToken.claims(bearer(authorization), keys.of(tenantId), clock.instant(), Set.of("exp"));
        require(claims.getAudience().size() == 1 && same(clientId, claims.getAudience().get(0)), "aud");
        require(same(tenantId, text(claims, "tid")), "tid");
        require(issuers(tenantId).stream().anyMatch(issuer -> same(issuer, claims.getIssuer())), "iss");
        checkCaller(claims);
    }

    private static String bearer(String authorization) throws TokenRefused {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new TokenRefused("no bearer token");
        }
        return authorization.substring(BEARER.length());
    }

    /** Version 1 of Entra's tokens names the calling application {@code appid}, version 2 {@code azp}. */
    private static void checkCaller(JWTClaimsSet claims) throws TokenRefused {
        var appid = text(claims, "appid");
        var azp = text(claims, "azp");
        require(appid != null || azp != null, "appid or azp");
        require(appid == null || same(EntraSignIn.MARKETPLACE, appid), "appid");
        require(azp == null || same(EntraSignIn.MARKETPLACE, azp), "azp");
    }

    private List<String> issuers(String tenantId) {
        return List.of("https://sts.windows.net/" + tenantId + "/", authorityHost + "/" + tenantId + "/v2.0");
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : null;
    }

    /** Ids are GUIDs, which people write in either case. */
    private static boolean same(String expected, String given) {
        return expected.equalsIgnoreCase(given);
    }

    private static void require(boolean holds, String check) throws TokenRefused {
        if (!holds) {
            throw new TokenRefused(check);
        }
    }
}
