package io.meterbridge.api.security;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.database.Sql;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code POST /api/authenticate}: a client id and secret become a token that lives a day. */
public final class SignIn {

    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    private final JdbcClient workerJdbc;
    private final ClientSecrets secrets;
    private final InstantSource clock;

    SignIn(JdbcClient workerJdbc, ClientSecrets secrets, InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Issues a token.
     *
     * @throws ProblemException 401 without a word about which of the two was wrong
     */
    public AccessToken authenticate(ApiRequest request) {
        var clientId = request.body().get("client_id").asText();
        var hash = workerJdbc.sql(Sql.of("seller/find-secret-hash"))
                .param("clientId", clientId)
                .query(String.class)
                .optional()
                .orElse(null);
        if (!secrets.matches(request.body().get("client_secret").asText(), hash)) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, "Unknown client id or wrong secret.");
        }
        var token = TokenHash.newSecret();
        var now = clock.instant();
        workerJdbc.sql(Sql.of("seller/issue-token"))
                .param("tokenHash", TokenHash.of(token))
                .param("clientId", clientId)
                .param("issuedAt", Utc.of(now))
                .param("expiresAt", Utc.of(now.plus(TOKEN_LIFE)))
                .update();
        return new AccessToken(token, "bearer", TOKEN_LIFE.toSeconds());
    }

    /**
     * The answer that shows a token, once.
     *
     * @param expiresIn seconds
     */
    public record AccessToken(String accessToken, String tokenType, long expiresIn) {

        /** Without the token, so that it cannot reach a log. */
        @Override
        public String toString() {
            return "AccessToken[expiresIn=" + expiresIn + "]";
        }
    }
}
