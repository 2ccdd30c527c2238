package io.meterbridge.api.security;

import io.meterbridge.api.Utc;
import io.meterbridge.database.Sql;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens that were given out; each is looked up again, so that a deleted credential stops working at once. */
public final class AccessTokens {

    private final JdbcClient workerJdbc;
    private final InstantSource clock;

    AccessTokens(JdbcClient workerJdbc, InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.clock = clock;
    }

    /** Who holds this token; nobody when it is unknown, expired or revoked. */
    public Optional<Caller> holderOf(String token) {
        return workerJdbc.sql(Sql.of("seller/find-caller"))
                .param("tokenHash", TokenHash.of(token))
                .param("now", Utc.of(clock.instant()))
                .query((row, number) -> new Caller(row.getString("client_id"), row.getString("role"),
                        row.getObject("seller_id", UUID.class)))
                .optional();
    }

    /** Ends a token; one that is unknown has ended already. */
    public void revoke(String token) {
        workerJdbc.sql(Sql.of("seller/revoke-token")).param("tokenHash", TokenHash.of(token)).update();
    }
}
