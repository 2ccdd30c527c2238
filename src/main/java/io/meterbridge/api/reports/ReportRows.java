package io.meterbridge.api.reports;

import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The rows of one report, out of one read-only transaction so that they belong together: oldest hour first, those
 * without an hour last. A cursor brings a few hundred at a time, however many there are.
 */
final class ReportRows implements Iterator<ReportRow>, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRows.class);

    /** Rows that are in memory at once. */
    private static final int FETCH_ROWS = 500;

    private final Connection connection;
    private final JdbcClient jdbc;
    private final ReportTerms terms;
    private final ApiJson json;
    private final Queue<String> statements =
            new ArrayDeque<>(List.of("report/records-with-an-hour", "report/records-without-an-hour"));
    private Stream<ReportRow> open = Stream.empty();
    private Iterator<ReportRow> rows = open.iterator();

    private ReportRows(Connection connection, JdbcClient jdbc, ReportTerms terms, ApiJson json) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.terms = terms;
        this.json = json;
    }

    /** Opens the transaction, in which only this seller's rows exist. */
    static ReportRows of(DataSource seller, UUID sellerId, ReportTerms terms, ApiJson json) {
        var connection = readOnly(seller);
        try {
            var template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            template.setFetchSize(FETCH_ROWS);
            var jdbc = JdbcClient.create(template);
            jdbc.sql(Sql.of("database/speak-for-seller")).param("seller", sellerId.toString())
                    .query(String.class).single();
            return new ReportRows(connection, jdbc, terms, json);
        } catch (RuntimeException e) {
            giveBack(connection);
            throw e;
        }
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

    /** The names of custom properties that its rows have, in order, but no more than so many. */
    List<String> propertyNames(int most) {
        return jdbc.sql(Sql.of("report/property-names")).param("from", Utc.of(terms.from()))
                .param("to", Utc.of(terms.to())).param("most", most).query(String.class).list();
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext()) {
            if (statements.isEmpty()) {
                return false;
            }
            open.close();
            open = jdbc.sql(Sql.of(statements.remove())).param("from", Utc.of(terms.from()))
                    .param("to", Utc.of(terms.to())).query((row, number) -> read(row)).stream();
            rows = open.iterator();
        }
        return true;
    }

    @Override
    public ReportRow next() {
        hasNext();
        return rows.next();
    }

    private ReportRow read(ResultSet row) throws SQLException {
        return new ReportRow(row.getObject("id", UUID.class), Utc.read(row, "hour"), row.getString("cloud"),
                row.getObject("listing_id", UUID.class), row.getObject("contract_id", UUID.class),
                row.getObject("buyer_id", UUID.class), row.getString("buyer_name"), row.getString("dimension"),
                row.getString("quantity"), row.getString("accepted_quantity"), row.getBigDecimal("unit_price"),
                row.getBigDecimal("value"), row.getBigDecimal("correction"), row.getString("currency"),
                row.getString("status"), row.getString("reason"), row.getString("source"),
                row.getBoolean("counts"), row.getString("cloud_record_id"), Utc.read(row, "frozen_at"),
                Utc.read(row, "submitted_at"), Utc.read(row, "accepted_at"),
                json.read(row.getString("custom_properties")));
    }

    @Override
    public void close() {
        try {
            open.close();
        } finally {
            giveBack(connection);
        }
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
