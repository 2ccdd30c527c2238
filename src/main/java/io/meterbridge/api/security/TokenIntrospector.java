package io.meterbridge.api.security;

import java.util.Map;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Who calls the API, as the token says that came with the call. */
final class TokenIntrospector implements OpaqueTokenIntrospector {

    static final String CALLER = "caller";

    private final AccessTokens tokens;

    TokenIntrospector(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        var caller = tokens.holderOf(token)
                .orElseThrow(() -> new BadOpaqueTokenException("The token is unknown, expired or revoked"));
        return new DefaultOAuth2AuthenticatedPrincipal(caller.clientId(), Map.of(CALLER, caller),
                AuthorityUtils.createAuthorityList(caller.role()));
    }
}
