package io.meterbridge.api.metering;

import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import io.meterbridge.ledger.RecordNews;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records that sellers are told of, as the API shows them at that moment. */
final class RecordEvents implements RecordNews {

    private final JdbcClient workerJdbc;
    private final ContractRows workerContracts;
    private final EventOutbox workerOutbox;
    private final ApiJson json;
    private final InstantSource clock;

    RecordEvents(JdbcClient workerJdbc, ContractRows workerContracts, EventOutbox workerOutbox, ApiJson json,
            InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.workerContracts = workerContracts;
        this.workerOutbox = workerOutbox;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void held(UUID recordId) {
        tell(EventType.METERING_HELD, recordId);
    }

    @Override
    public void rejected(UUID recordId) {
        tell(EventType.METERING_REJECTED, recordId);
    }

    private void tell(EventType type, UUID recordId) {
        workerJdbc.sql(Sql.of("metering-read/find")).param("id", recordId)
                .query((row, number) -> new Told(row.getObject("seller_id", UUID.class), Record.read(row, json)))
                .list().forEach(told -> tell(type, told));
    }

    private void tell(EventType type, Told told) {
        var record = told.record();
        var data = new LinkedHashMap<String, Object>();
        data.put("contract", workerContracts.find(record.contractId()).orElseThrow());
        data.put("record", record);
        data.put("amount", record.value());
        data.put("currency", record.currency());
        data.put("reason", record.reason());
        workerOutbox.record(told.sellerId(), OutgoingEvent.of(type, clock.instant(), data));
    }

    private record Told(UUID sellerId, Record record) {
    }
}
