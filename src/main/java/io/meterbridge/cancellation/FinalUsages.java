package io.meterbridge.cancellation;

import io.meterbridge.api.Utc;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.Sql;
import io.meterbridge.ledger.AccountReading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /** A last read that failed is made again this much later, until the marketplace takes nothing any more. */
    private static final Duration RETRY = Duration.ofSeconds(20);

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final InstantSource clock;
    private final Duration lease;

    FinalUsages(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock,
            MeterbridgeProperties settings) {
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.clock = clock;
        this.lease = settings.metering().lease();
    }

    /** Parameters of {@code final-usage/claim.sql}, and the time for the others. */
    public Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("now", Utc.of(clock.instant()));
        parameters.put("limit", CLAIM_MAX);
        parameters.put("retrySeconds", RETRY.toSeconds());
        parameters.put("leaseSeconds", lease.toSeconds());
        return parameters;
    }

    /** After these accounts were settled: plans their next reads and lets their records go first. */
    public void note(@Body List<AccountReading> readings) {
        var accounts = readings.stream().map(reading -> reading.claim().accountId()).toArray(UUID[]::new);
        if (accounts.length == 0) {
            return;
        }
        workerTransactions.executeWithoutResult(status -> {
            workerJdbc.sql(Sql.of("final-usage/note-reads")).param("accounts", accounts)
                    .param("now", Utc.of(clock.instant())).update();
            workerJdbc.sql(Sql.of("final-usage/hurry-records")).param("accounts", accounts).update();
        });
    }
}
