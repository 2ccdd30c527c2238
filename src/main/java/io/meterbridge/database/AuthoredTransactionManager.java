package io.meterbridge.database;

import java.io.Serial;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Tells each transaction on whose behalf it changes rows, if an {@link Author} asked for it. */
final class AuthoredTransactionManager extends JdbcTransactionManager {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient JdbcClient jdbc;

    AuthoredTransactionManager(DataSource pool) {
        super(pool);
        this.jdbc = JdbcClient.create(pool);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var author = Author.ofThisThread();
        if (author == null) {
            return;
        }
        try {
            jdbc.sql(Sql.of("database/name-author")).param("call", author.json()).query(String.class).single();
        } catch (RuntimeException e) {
            // nobody else gives the connection back when a beginning fails
            doCleanupAfterCompletion(transaction);
            throw e;
        }
    }
}
