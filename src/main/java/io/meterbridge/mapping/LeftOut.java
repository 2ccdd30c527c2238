package io.meterbridge.mapping;

import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.database.Sql;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Live contracts of a buyer that its mapping does not feed, because it feeds one alone (money.md M-25): the seller
 * is told of each, in the transaction of the mapping.
 */
@Component
class LeftOut {

    private final JdbcClient workerJdbc;
    private final ContractRows contracts;
    private final EventOutbox outbox;

    LeftOut(@Qualifier("workerJdbc") JdbcClient workerJdbc, @Qualifier("workerContractRows") ContractRows contracts,
            @Qualifier("workerEventOutbox") EventOutbox outbox) {
        this.workerJdbc = workerJdbc;
        this.contracts = contracts;
        this.outbox = outbox;
    }

    /**
     * Tells of those that are left.
     *
     * @param fed the contract that the buyer's mapping feeds
     */
    void tell(UUID sellerId, UUID buyerId, UUID fed, Instant now) {
        var left = workerJdbc.sql(Sql.of("mapping/left-out")).param("seller", sellerId).param("buyer", buyerId)
                .param("fed", fed).param("now", now.atOffset(ZoneOffset.UTC)).query(UUID.class).list();
        for (var contract : left) {
            var data = new LinkedHashMap<String, Object>();
            data.put("contract", contracts.find(contract).orElseThrow());
            data.put("reason", "the buyer's mapping feeds another live contract");
            outbox.record(sellerId, OutgoingEvent.of(EventType.MAPPING_MISSING, now, data));
        }
    }
}
