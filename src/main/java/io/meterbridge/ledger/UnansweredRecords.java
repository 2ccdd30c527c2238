package io.meterbridge.ledger;

import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.observe.LedgerMeters;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A human is proof (money.md M-13): what the marketplace did not answer for, the seller says after looking at
 * its bill. The same ends the doubt about a slot that somebody else used (M-15), and lets its account go on.
 */
@Component
public class UnansweredRecords {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final Decisions decisions;
    private final InstantSource clock;
    private final LedgerMeters meters;

    UnansweredRecords(SellerTransactions transactions, JdbcClient sellerJdbc, Decisions decisions,
            InstantSource clock, LedgerMeters meters) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.decisions = decisions;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Settles an unknown record: billed, it is accepted; not billed, its value is owed again.
     *
     * @return false when the seller has no such record
     * @throws DecisionRefused when it is not unknown
     */
    public boolean settle(UUID sellerId, UUID recordId, boolean billed, String decidedBy) {
        return transactions.forSeller(sellerId, () -> {
            var record = decisions.lock(recordId, "unknown");
            record.ifPresent(row -> settle(row, billed, decidedBy));
            return record.isPresent();
        });
    }

    private void settle(Row record, boolean billed, String decidedBy) {
        var now = clock.instant();
        sellerJdbc.sql(Sql.of(billed ? "ledger/settle-as-billed" : "ledger/settle-as-not-billed"))
                .param("id", record.uuid("id")).param("now", now.atOffset(ZoneOffset.UTC)).update();
        meters.entered(record.text("cloud"), billed ? "accepted" : "returned", 1);
        if (billed) {
            meters.accepted(record.text("cloud"), record.text("currency"), record.number("quantity"),
                    record.decimal("value"));
        }
        if (record.flag("foreign_slot") && record.uuid("account_id") != null) {
            sellerJdbc.sql(Sql.of("ledger/unblock-account")).param("account", record.uuid("account_id")).update();
        }
        decisions.keep(record, billed ? "billed" : "not-billed", decidedBy, now);
    }
}
