package io.meterbridge.api.reports;

import io.meterbridge.database.Sql;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One read-only transaction, so that the rows of a report belong together; it sees one seller's rows alone. */
final class ReportConnection implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportConnection.class);

    /** Rows that are in memory at once: a cursor brings so many at a time. */
    private static final int FETCH_ROWS = 500;

    private final Connection connection;
    private final JdbcClient jdbc;

    private ReportConnection(Connection connection, JdbcClient jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    static ReportConnection of(DataSource seller, UUID sellerId) {
        var connection = readOnly(seller);
        try {
            var template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            template.setFetchSize(FETCH_ROWS);
            var jdbc = JdbcClient.create(template);
            jdbc.sql(Sql.of("database/speak-for-seller")).param("seller", sellerId.toString())
                    .query(String.class).single();
            return new ReportConnection(connection, jdbc);
        } catch (RuntimeException e) {
            giveBack(connection);
            throw e;
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    private static Connection readOnly(DataSource seller) {
        try {
            var connection = seller.getConnection();
            try {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return connection;
            } catch (SQLException e) {
                giveBack(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("A report's transaction cannot be opened", e);
        }
    }

    @Override
    public void close() {
        giveBack(connection);
    }

    /** Nothing was written, so there is nothing to lose; the pool resets what was set. */
    private static void giveBack(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            LOG.warn("api: a report's connection did not end well: {}", e.getMessage());
        }
    }
}
