package io.meterbridge.cancellation;

import io.meterbridge.api.Utc;
import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
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

/** Ends what can no longer be told, and tells the seller what that costs. */
@Component("givenUp")
public class GivenUp {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final ContractRows contracts;
    private final EventOutbox outbox;
    private final InstantSource clock;

    GivenUp(SellerTransactions transactions, JdbcClient sellerJdbc, ContractRows contracts,
            @Qualifier("eventOutbox") EventOutbox outbox, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.contracts = contracts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Ends one, a row of {@code final-usage/to-give-up.sql}; the loss and its event are one transaction. */
    public void end(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        var seller = row.uuid("seller_id");
        transactions.forSeller(seller, () -> {
            sellerJdbc.sql(Sql.of("final-usage/give-up")).param("id", row.uuid("id"))
                    .param("now", Utc.of(clock.instant())).query().listOfRows().stream().map(Row::new)
                    .filter(ended -> ended.decimal("lost_amount") != null)
                    .forEach(ended -> tell(seller, ended));
            return null;
        });
    }

    private void tell(UUID seller, Row ended) {
        var data = new LinkedHashMap<String, Object>();
        data.put("contract", contracts.find(ended.uuid("contract_id")).orElseThrow());
        data.put("record", null);
        data.put("amount", ended.decimal("lost_amount"));
        data.put("currency", ended.text("currency"));
        data.put("reason", Reason.WINDOW_CLOSED.code());
        outbox.record(seller, OutgoingEvent.of(EventType.METERING_LOST, clock.instant(), data));
        LOG.error("metering: lost contract={} seller={} amount={} {}: the marketplace takes nothing any more",
                ended.uuid("contract_id"), seller, ended.decimal("lost_amount"), ended.text("currency"));
    }
}
