package io.meterbridge.cancellation;

import io.meterbridge.api.Utc;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.ledger.DecisionRefused;
import io.meterbridge.ledger.HeldRecords;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Releases what is held of contracts that ended, when nobody decided in time (money.md M-22). */
@Component("finalHolds")
public class FinalHolds {

    /** In the place of the credential of whoever decides. */
    static final String DECIDED_BY = "final-usage";

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final HeldRecords held;
    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    FinalHolds(HeldRecords held, SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        this.held = held;
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    /** Releases one, a row of {@code final-usage/held-records.sql}; what finds no slot is tried again soon. */
    public void release(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        try {
            held.release(row.uuid("seller_id"), row.uuid("id"), DECIDED_BY);
        } catch (DecisionRefused e) {
            LOG.warn("metering: record={} of a contract that ended stays held: {}", row.uuid("id"), e.getMessage());
            transactions.forSeller(row.uuid("seller_id"), () -> sellerJdbc.sql(Sql.of("final-usage/hold-longer"))
                    .param("record", row.uuid("id")).param("now", Utc.of(clock.instant())).update());
        }
    }
}
