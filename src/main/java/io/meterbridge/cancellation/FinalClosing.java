package io.meterbridge.cancellation;

import io.meterbridge.api.Utc;
import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.ledger.HeldRecords;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.FinalBalance;
import io.meterbridge.observe.LedgerMeters;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the last usage of a contract: gives up what can no longer be told, tells the seller what that costs, and lets
 * the account go once every record is settled. The end and its events are one transaction.
 */
@Component("finalClosing")
public class FinalClosing {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final HeldRecords held;
    private final ContractRows contracts;
    private final EventOutbox outbox;
    private final LedgerMeters meters;
    private final InstantSource clock;

    FinalClosing(SellerTransactions transactions, JdbcClient sellerJdbc, HeldRecords held, ContractRows contracts,
            @Qualifier("eventOutbox") EventOutbox outbox, LedgerMeters meters, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.held = held;
        this.contracts = contracts;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** Ends one as far as it can be, a row of {@code final-usage/to-close.sql}. */
    public void close(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        var seller = row.uuid("seller_id");
        transactions.forSeller(seller, () -> {
            sellerJdbc.sql(Sql.of("final-usage/lock")).param("id", row.uuid("id")).query().listOfRows().stream()
                    .map(Row::new).forEach(open -> end(seller, row.uuid("id"), open, clock.instant()));
            return null;
        });
    }

    private void end(UUID seller, UUID id, Row open, Instant now) {
        var account = open.uuid("account_id");
        boolean over = open.instant("gave_up_at") != null || !open.instant("give_up_at").isAfter(now);
        var dropped = BigDecimal.ZERO;
        if (over && open.instant("gave_up_at") == null) {
            meters.entered(sellerJdbc.sql(Sql.of("final-usage/expire-records")).param("account", account)
                    .param("now", Utc.of(now)).query().listOfRows(), "expired");
            dropped = drop(seller, account);
        }
        var row = new Row(sellerJdbc.sql(Sql.of("final-usage/balance")).param("id", id).query().singleRow());
        var droppedBefore = row.decimal("dropped_amount");
        var balance = new FinalBalance(row.decimal("open"), row.decimal("unit_price"), row.number("unsettled"),
                row.decimal("lost_amount").subtract(droppedBefore), row.instant("next_read_at") == null, over);
        var lost = balance.lost().add(dropped);
        save(id, balance, row.decimal("lost_amount").add(lost), droppedBefore.add(dropped), now);
        if (balance.isClosed()) {
            sellerJdbc.sql(Sql.of("final-usage/let-go")).param("account", account).update();
        }
        tell(seller, open.uuid("contract_id"), row, lost, balance.overbilled());
    }

    /** What is held has no slot left to go to: it is written off, and told. */
    private BigDecimal drop(UUID seller, UUID account) {
        var sum = BigDecimal.ZERO;
        for (var found : sellerJdbc.sql(Sql.of("final-usage/held-of-account")).param("account", account)
                .query().listOfRows()) {
            var record = new Row(found);
            held.drop(seller, record.uuid("id"), FinalHolds.DECIDED_BY);
            sum = sum.add(record.decimal("worth"));
        }
        return sum;
    }

    private void save(UUID id, FinalBalance balance, BigDecimal lost, BigDecimal dropped, Instant now) {
        sellerJdbc.sql(Sql.of("final-usage/close"))
                .param("id", id)
                .param("closed", balance.isClosed())
                .param("over", balance.over())
                .param("lost", positive(lost))
                .param("dropped", dropped)
                .param("overbilled", positive(balance.overbilled()))
                .param("now", Utc.of(now))
                .update();
    }

    private void tell(UUID seller, UUID contractId, Row row, BigDecimal lost, BigDecimal overbilled) {
        if (lost.signum() > 0) {
            // without a last read there may be more that nobody knows
            var reason = row.instant("last_read_at") == null ? Reason.COST_UNREADABLE : Reason.WINDOW_CLOSED;
            var data = data(contractId, lost, row.text("currency"));
            data.put("record", null);
            data.put("reason", reason.code());
            outbox.record(seller, OutgoingEvent.of(EventType.METERING_LOST, clock.instant(), data));
            LOG.error("metering: lost contract={} seller={} amount={} {}: the marketplace takes nothing any more",
                    contractId, seller, lost, row.text("currency"));
        }
        if (overbilled.signum() > 0) {
            outbox.record(seller, OutgoingEvent.of(EventType.METERING_OVERBILLED, clock.instant(),
                    data(contractId, overbilled, row.text("currency"))));
            LOG.error("metering: overbilled contract={} seller={} amount={} {}: it ended with less cost than was billed",
                    contractId, seller, overbilled, row.text("currency"));
        }
    }

    private Map<String, Object> data(UUID contractId, BigDecimal amount, String currency) {
        var data = new LinkedHashMap<String, Object>();
        data.put("contract", contracts.find(contractId).orElseThrow());
        data.put("amount", amount);
        data.put("currency", currency);
        return data;
    }

    private static BigDecimal positive(BigDecimal amount) {
        return amount.signum() > 0 ? amount : null;
    }
}
