package io.meterbridge.api.webhooks;

import io.meterbridge.api.Utc;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import io.meterbridge.webhook.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rows of webhook endpoints; call it inside a transaction of their seller. */
final class EndpointRows {

    /** Every event is written once for each of them. */
    private static final int MOST = 100;

    private final JdbcClient sellerJdbc;
    private final ApiJson json;
    private final InstantSource clock;
    private final Duration oldSecretValid;

    EndpointRows(JdbcClient sellerJdbc, ApiJson json, InstantSource clock, Duration oldSecretValid) {
        this.sellerJdbc = sellerJdbc;
        this.json = json;
        this.clock = clock;
        this.oldSecretValid = oldSecretValid;
    }

    Endpoint get(UUID id) {
        return read("webhook/find-endpoint", id);
    }

    /** One endpoint, which stays as it is until the transaction ends. */
    Endpoint lock(UUID id) {
        return read("webhook/lock-endpoint", id);
    }

    private Endpoint read(String statement, UUID id) {
        return sellerJdbc.sql(Sql.of(statement)).param("id", id)
                .query((row, number) -> Endpoint.read(row, json)).optional()
                .orElseThrow(() -> ProblemException.notFound("endpoint"));
    }

    /** False when the seller has as many as there may be. */
    boolean insert(UUID id, EndpointBody endpoint, byte[] sealedSecret) {
        return written("webhook/insert-endpoint", id, endpoint)
                .param("sealedSecret", sealedSecret)
                .param("most", MOST)
                .update() == 1;
    }

    void update(UUID id, EndpointBody endpoint) {
        written("webhook/update-endpoint", id, endpoint)
                .param("status", endpoint.status())
                .param("disabledReason", endpoint.disabledReason())
                .update();
    }

    void rotate(UUID id, byte[] sealedSecret) {
        statement("webhook/rotate-secret", id)
                .param("sealedSecret", sealedSecret)
                .param("oldSecretUntil", Utc.of(clock.instant().plus(oldSecretValid)))
                .update();
    }

    void delete(UUID id) {
        statement("webhook/delete-endpoint", id).update();
    }

    /** What waits for this endpoint is not sent any more. */
    void failPending(UUID id, String reason) {
        sellerJdbc.sql(Sql.of("webhook/fail-pending"))
                .param("endpointId", id).param("reason", reason).update();
    }

    private StatementSpec written(String statement, UUID id, EndpointBody endpoint) {
        return statement(statement, id)
                .param("url", endpoint.url())
                .param("description", endpoint.description())
                .param("eventTypes", endpoint.eventTypes().toArray(String[]::new))
                .param("eventNames", json.write(endpoint.eventNames()));
    }

    private StatementSpec statement(String statement, UUID id) {
        return sellerJdbc.sql(Sql.of(statement)).param("id", id).param("now", Utc.of(clock.instant()));
    }
}
