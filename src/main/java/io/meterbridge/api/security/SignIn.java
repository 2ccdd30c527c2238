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
    private final SignInDelay delay;
    private final InstantSource clock;

    SignIn(JdbcClient workerJdbc, ClientSecrets secrets, SignInDelay delay, InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.secrets = secrets;
        this.delay = delay;
        this.clock = clock;
    }

    /**
     * Issues a token.
     *
     * @throws ProblemException 401 without a word about which of the two was wrong, 429 after too many such
     */
    public AccessToken authenticate(ApiRequest request) {
        var clientId = request.body().get("client_id").asText();
        delay.check(clientId, request.source());
        var hash = workerJdbc.sql(Sql.of("seller/find-secret-hash"))
                .param("clientId", clientId)
                .query(String.class)
                .optional()
                .orElse(null);
        if (!secrets.matches(request.body().get("client_secret").asText(), hash)) {
            delay.failed(clientId, request.source());
            throw refused();
        }
        delay.succeeded(clientId);
        return tokenFor(clientId, hash);
    }

    private AccessToken tokenFor(String clientId, String hash) {
        var token = TokenHash.newSecret();
        var now = clock.instant();
        var issued = workerJdbc.sql(Sql.of("seller/issue-token"))
                .param("tokenHash", TokenHash.of(token))
                .param("clientId", clientId)
                .param("secretHash", hash)
                .param("issuedAt", Utc.of(now))
                .param("expiresAt", Utc.of(now.plus(TOKEN_LIFE)))
                .update();
        if (issued == 0) {
            throw refused();
        }
        return new AccessToken(token, "bearer", TOKEN_LIFE.toSeconds());
    }

    private static ProblemException refused() {
        return ProblemException.of(ProblemType.UNAUTHORIZED, "Unknown client id or wrong secret.");
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
