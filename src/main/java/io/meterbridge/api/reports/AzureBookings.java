package io.meterbridge.api.reports;

import io.meterbridge.api.Utc;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.reconciliation.ReportLine;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** What Azure tells of its own bookings, kept for reconciliations as report files are. */
public final class AzureBookings {

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final IdGenerator ids;
    private final InstantSource clock;

    AzureBookings(TransactionTemplate workerTransactions, JdbcClient workerJdbc, IdGenerator ids,
            InstantSource clock) {
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A seller whose bookings at Azure are to be read.
     *
     * @param from first UTC day of which they may have changed
     * @param to   last UTC day, today
     */
    public record AzureSeller(UUID sellerId, LocalDate from, LocalDate to) {
    }

    /** Who was not asked about for a day; those longest ago come first. */
    public List<AzureSeller> due() {
        var now = clock.instant();
        return workerJdbc.sql(Sql.of("reconciliation/azure-sellers")).param("now", Utc.of(now)).query().listOfRows()
                .stream().map(Row::new)
                .map(row -> new AzureSeller(row.uuid("seller_id"), day(row.instant("first_at")), day(now))).toList();
    }

    /** Keeps what Azure said; the seller's next turn is in a day. */
    public void keep(@Body List<ReportLine> lines, @ExchangeProperty("bookedSeller") AzureSeller seller) {
        workerTransactions.executeWithoutResult(status -> {
            var now = Utc.of(clock.instant());
            workerJdbc.sql(Sql.of("reconciliation/keep-usage")).param("seller", seller.sellerId())
                    .param("cloud", "azure").param("source", "read-back").param("now", now)
                    .param("rows", UsageRows.of(lines, ids)).query(Boolean.class).list();
            workerJdbc.sql(Sql.of("reconciliation/note-azure-read")).param("seller", seller.sellerId())
                    .param("now", now).update();
        });
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
