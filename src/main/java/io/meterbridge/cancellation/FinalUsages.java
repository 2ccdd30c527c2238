package io.meterbridge.cancellation;

import io.meterbridge.api.Utc;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.ledger.AccountReading;
import io.meterbridge.metering.FinalWindow;
import io.meterbridge.time.DatabaseOffset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of the last reads that are more than routing. */
@Component("finalUsages")
public class FinalUsages {

    /** Few enough to be read within their lease, however slow Orb is. */
    private static final int CLAIM_MAX = 32;

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final InstantSource clock;
    private final DatabaseOffset offset;
    private final Duration lease;

    FinalUsages(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock,
            DatabaseOffset offset,
            MeterbridgeProperties settings) {
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.clock = clock;
        this.offset = offset;
        this.lease = settings.metering().lease();
    }

    /** Parameters of {@code final-usage/claim.sql}, and the time for the others. */
    public Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("now", Utc.of(clock.instant()));
        parameters.put("limit", offset.claimable(CLAIM_MAX));
        parameters.put("retrySeconds", FinalWindow.RETRY_AFTER.toSeconds());
        parameters.put("leaseSeconds", lease.toSeconds());
        return parameters;
    }

    /** After these accounts were settled: plans their next reads. */
    public void note(@Body List<AccountReading> readings) {
        var accounts = readings.stream().map(reading -> reading.claim().accountId()).toArray(UUID[]::new);
        if (accounts.length == 0) {
            return;
        }
        var now = clock.instant();
        workerTransactions.executeWithoutResult(status -> {
            var rows = workerJdbc.sql(Sql.of("final-usage/standings")).param("accounts", accounts)
                    .query().listOfRows().stream().map(Row::new).map(row -> next(row, now)).toList();
            workerJdbc.sql(Sql.of("final-usage/note-reads")).param("rows", JsonRows.of(rows)).update();
        });
    }

    private static Map<String, Object> next(Row row, Instant now) {
        var window = new FinalWindow(row.instant("cancelled_at"), row.instant("give_up_at"),
                instants(row.text("reads")));
        boolean unitsLeft = row.decimal("open").compareTo(row.decimal("unit_price")) >= 0;
        boolean answered = row.flag("answered");
        var next = new LinkedHashMap<String, Object>();
        next.put("id", row.uuid("id"));
        next.put("answered", answered);
        next.put("next_read_at", window.next(now, answered, unitsLeft));
        return next;
    }

    private static List<Instant> instants(String micros) {
        return micros == null ? List.of() : Stream.of(micros.split(","))
                .map(each -> Instant.EPOCH.plus(Long.parseLong(each), ChronoUnit.MICROS)).toList();
    }
}
