package io.meterbridge.api.reports;

import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.reconciliation.Booked;
import io.meterbridge.reconciliation.MarketplaceDifference;
import io.meterbridge.reconciliation.Told;
import java.io.Closeable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The lines of a reconciliation: account by account, then the buyers that only a marketplace knows. */
final class ReconciliationRows implements Iterator<ReconciliationLine>, Closeable {

    private static final ZoneId GCP = MarketplaceRules.GCP.monthZone();

    private final ReportConnection connection;
    private final LocalDate first;
    private final LocalDate end;
    private final ApiJson json;
    private final Queue<String> statements =
            new ArrayDeque<>(List.of("reconciliation/accounts", "reconciliation/without-account"));
    private final Queue<ReconciliationLine> ready = new ArrayDeque<>();
    private Stream<List<ReconciliationLine>> open = Stream.empty();
    private Iterator<List<ReconciliationLine>> rows = open.iterator();

    /**
     * Reads through this connection, which is closed with the rows.
     *
     * @param first the first day, as each marketplace counts its days
     * @param end   the day after the last
     */
    ReconciliationRows(ReportConnection connection, LocalDate first, LocalDate end, ApiJson json) {
        this.connection = connection;
        this.first = first;
        this.end = end;
        this.json = json;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (rows.hasNext()) {
                ready.addAll(rows.next());
            } else if (statements.isEmpty()) {
                return false;
            } else {
                open.close();
                open = read(statements.remove());
                rows = open.iterator();
            }
        }
        return true;
    }

    @Override
    public ReconciliationLine next() {
        hasNext();
        return ready.remove();
    }

    private Stream<List<ReconciliationLine>> read(String statement) {
        RowMapper<List<ReconciliationLine>> mapper = statement.endsWith("accounts")
                ? (row, number) -> ReconciledAccount.lines(row, json) : (row, number) -> List.of(unmetered(row));
        return bounds(connection.jdbc().sql(Sql.of(statement))).query(mapper).stream();
    }

    private StatementSpec bounds(StatementSpec statement) {
        return statement.param("from", Utc.of(first.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .param("to", Utc.of(end.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .param("gcpFrom", Utc.of(first.atStartOfDay(GCP).toInstant()))
                .param("gcpTo", Utc.of(end.atStartOfDay(GCP).toInstant()));
    }

    /** What only the marketplace knows was told by somebody else, as far as it was not entered by hand. */
    private static ReconciliationLine unmetered(ResultSet row) throws SQLException {
        var units = row.getBigDecimal("units");
        var amount = row.getBigDecimal("amount");
        var byHand = row.getBigDecimal("by_hand");
        var told = new Told(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
                BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
                row.getBigDecimal("by_hand_units"), byHand, BigDecimal.ZERO);
        var price = row.getBigDecimal("unit_price");
        var booked = amount != null && (units == null || price == null) ? new Booked(null, amount)
                : units != null && price != null ? new Booked(units, amount) : null;
        return new ReconciliationLine(null, null, row.getObject("contract_id", UUID.class), row.getString("identity"),
                row.getString("cloud"), row.getString("dimension"), row.getString("currency"),
                Utc.read(row, "from_at"), Utc.read(row, "to_at"), null, null, null, byHand, units,
                booked == null ? null : MarketplaceDifference.amountOf(told, booked, price), null,
                booked == null ? null : ReconciliationLine.Explained.of(
                        MarketplaceDifference.of(told, booked, price)));
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
