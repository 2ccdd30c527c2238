package io.meterbridge.ledger;

import io.meterbridge.api.contracts.PriceChangeListener;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.PriceHistory;
import io.meterbridge.metering.PricePoint;
import io.meterbridge.metering.PricedRecord;
import io.meterbridge.metering.ValueCorrection;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books what a price learnt late means for records already frozen (money.md M-08), in the transaction that
 * stores the price.
 */
@Component
class PriceChanges implements PriceChangeListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    PriceChanges(JdbcClient sellerJdbc, InstantSource clock) {
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    @Override
    public void priceChanged(UUID sellerId, UUID contractId, long snapshotId) {
        sellerJdbc.sql(Sql.of("ledger/lock-accounts-of-contract")).param("contract", contractId).update();
        var prices = rows("ledger/prices-of-contract", contractId);
        var before = prices.stream().filter(row -> row.number("id") != snapshotId).map(PriceChanges::point).toList();
        if (before.isEmpty()) {
            return;
        }
        var corrections = ValueCorrection.of(new PriceHistory(before),
                new PriceHistory(prices.stream().map(PriceChanges::point).toList()),
                rows("ledger/priced-records", contractId).stream().map(PriceChanges::priced).toList());
        if (!corrections.isEmpty()) {
            book(sellerId, contractId, snapshotId, corrections);
        }
    }

    private void book(UUID sellerId, UUID contractId, long snapshotId, List<ValueCorrection> corrections) {
        var now = clock.instant();
        var rows = corrections.stream().map(correction -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("seller_id", sellerId);
            row.put("record_id", correction.recordId());
            row.put("snapshot_id", snapshotId);
            row.put("amount", correction.amount());
            row.put("old_price", correction.oldPrice());
            row.put("new_price", correction.newPrice());
            row.put("booked_at", now);
            return row;
        }).toList();
        sellerJdbc.sql(Sql.of("ledger/book-corrections")).param("rows", JsonRows.of(rows)).update();
        LOG.info("metering: corrected contract={} seller={} snapshot={} records={}",
                contractId, sellerId, snapshotId, corrections.size());
    }

    private List<Row> rows(String statement, UUID contractId) {
        return sellerJdbc.sql(Sql.of(statement)).param("contract", contractId).query().listOfRows()
                .stream().map(Row::new).toList();
    }

    private static PricePoint point(Row row) {
        return new PricePoint(row.instant("effective_at"), row.text("dimension"), row.decimal("unit_price"),
                row.text("plan"));
    }

    private static PricedRecord priced(Row row) {
        return new PricedRecord(row.uuid("id"), new MeteringHour(row.instant("hour")), row.text("dimension"),
                row.number("quantity"));
    }
}
