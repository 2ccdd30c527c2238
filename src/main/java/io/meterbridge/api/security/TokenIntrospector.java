package io.meterbridge.api.security;

import io.meterbridge.api.Utc;
import io.meterbridge.database.Sql;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Looks every token up again, so that a deleted credential stops working at once. */
final class TokenIntrospector implements OpaqueTokenIntrospector {

    static final String CALLER = "caller";

    private final JdbcClient workerJdbc;
    private final InstantSource clock;

    TokenIntrospector(JdbcClient workerJdbc, InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.clock = clock;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        var caller = workerJdbc.sql(Sql.of("seller/find-caller"))
                .param("tokenHash", TokenHash.of(token))
                .param("now", Utc.of(clock.instant()))
                .query((row, number) -> new Caller(row.getString("client_id"), row.getString("role"),
                        row.getObject("seller_id", UUID.class)))
                .optional()
                .orElseThrow(() -> new BadOpaqueTokenException("The token is unknown, expired or revoked"));
        return new DefaultOAuth2AuthenticatedPrincipal(caller.clientId(), Map.of(CALLER, caller),
                AuthorityUtils.createAuthorityList(caller.role()));
    }
}
