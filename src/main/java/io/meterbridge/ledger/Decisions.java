package io.meterbridge.ledger;

import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records that wait for a human, and what the human said; call it inside a transaction of their seller. A
 * record is locked before its account, as wherever else a record moves.
 */
@Component
class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final JdbcClient sellerJdbc;

    Decisions(JdbcClient sellerJdbc) {
        this.sellerJdbc = sellerJdbc;
    }

    /** The record as it stays until the transaction ends; empty when the seller has none such. */
    Optional<Row> lock(UUID recordId) {
        return sellerJdbc.sql(Sql.of("ledger/lock-record-to-decide")).param("id", recordId)
                .query().listOfRows().stream().map(Row::new).findFirst();
    }

    /**
     * The same, if it is in the state that the decision is about.
     *
     * @throws DecisionRefused when it is in another
     */
    Optional<Row> lock(UUID recordId, String status) {
        var record = lock(recordId);
        record.filter(row -> !row.text("status").equals(status)).ifPresent(row -> {
            throw new DecisionRefused("The record is " + row.text("status") + ", not " + status + ".");
        });
        return record;
    }

    /** Keeps who decided what, over the amount that was at stake. */
    void keep(Row record, String decision, String decidedBy, Instant now) {
        sellerJdbc.sql(Sql.of("ledger/keep-decision"))
                .param("seller", record.uuid("seller_id"))
                .param("record", record.uuid("id"))
                .param("decision", decision)
                .param("reason", record.text("reason"))
                .param("amount", record.decimal("worth"))
                .param("by", decidedBy)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        LOG.info("metering: {} record={} seller={} reason={} units={} amount={} by={}", decision,
                record.uuid("id"), record.uuid("seller_id"), record.text("reason"), record.number("quantity"),
                record.decimal("worth"), decidedBy);
    }
}
