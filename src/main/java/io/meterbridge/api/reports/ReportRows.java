package io.meterbridge.api.reports;

import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.io.Closeable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The rows of one report, out of one read-only transaction so that they belong together: oldest hour first, those
 * without an hour last. A cursor brings a few hundred at a time, however many there are.
 */
final class ReportRows implements Iterator<ReportRow>, Closeable {

    private final ReportConnection connection;
    private final ReportTerms terms;
    private final ApiJson json;
    private final Queue<String> statements =
            new ArrayDeque<>(List.of("report/records-with-an-hour", "report/records-without-an-hour"));
    private Stream<ReportRow> open = Stream.empty();
    private Iterator<ReportRow> rows = open.iterator();

    /** Reads through this connection, which is closed with the rows. */
    ReportRows(ReportConnection connection, ReportTerms terms, ApiJson json) {
        this.connection = connection;
        this.terms = terms;
        this.json = json;
    }

    /** The names of custom properties that its rows have, in order, but no more than so many. */
    List<String> propertyNames(int most) {
        return connection.jdbc().sql(Sql.of("report/property-names")).param("from", Utc.of(terms.from()))
                .param("to", Utc.of(terms.to())).param("most", most).query(String.class).list();
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext()) {
            if (statements.isEmpty()) {
                return false;
            }
            open.close();
            open = connection.jdbc().sql(Sql.of(statements.remove())).param("from", Utc.of(terms.from()))
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
            connection.close();
        }
    }
}
