package io.meterbridge.api.security;

import io.meterbridge.api.Utc;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.database.Sql;
import java.time.InstantSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the configured operator credential the only one before the first request is taken. Tokens live on
 * over a restart; a changed secret or client id ends them.
 */
final class OperatorAccess implements InitializingBean {

    private final JdbcClient workerJdbc;
    private final TransactionTemplate transaction;
    private final ClientSecrets secrets;
    private final OperatorCredential credential;
    private final InstantSource clock;

    OperatorAccess(JdbcClient workerJdbc, TransactionTemplate transaction, ClientSecrets secrets,
            OperatorCredential credential, InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.transaction = transaction;
        this.secrets = secrets;
        this.credential = credential;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        var stored = workerJdbc.sql(Sql.of("seller/find-operator-hash"))
                .param("clientId", credential.clientId())
                .query(String.class)
                .optional()
                .orElse(null);
        if (!secrets.matches(credential.secret(), stored)) {
            var hash = secrets.hashOfChosen(credential.secret());
            transaction.executeWithoutResult(status -> replaceWith(hash));
        }
    }

    private void replaceWith(String hash) {
        workerJdbc.sql(Sql.of("seller/delete-operators")).update();
        var written = workerJdbc.sql(Sql.of("seller/insert-operator"))
                .param("clientId", credential.clientId())
                .param("secretHash", hash)
                .param("createdAt", Utc.of(clock.instant()))
                .update();
        if (written != 1) {
            throw new IllegalStateException("METERBRIDGE_OPERATOR_CLIENT_ID is the client id of a seller");
        }
    }
}
