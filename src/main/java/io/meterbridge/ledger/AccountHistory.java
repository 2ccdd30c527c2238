package io.meterbridge.ledger;

import io.meterbridge.cost.Cost;
import io.meterbridge.cost.CostReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A window of older history that was read: its series are kept, nothing is settled on it yet. */
record AccountHistory(LockedAccount account, AccountReading source, CostReading reading) {

    List<Map<String, Object>> seriesRows() {
        return SettlementRows.seriesRows(account, reading.series(), reading.finalSeries(), reading.readAt());
    }

    /** The row of {@code account/save-history.sql}. */
    Map<String, Object> accountRow() {
        var sealed = reading.finalSeries().stream()
                .map(series -> new Cost(series.cost(), series.baseline()))
                .reduce(account.sealed(), Cost::plus);
        var row = new LinkedHashMap<String, Object>();
        row.put("id", account.id());
        row.put("claim_token", source.claim().claimToken());
        row.put("sealed_cost", sealed.gross());
        row.put("sealed_baseline", sealed.baseline());
        row.put("read_at", reading.readAt());
        row.put("read_to", source.window().to());
        return row;
    }
}
