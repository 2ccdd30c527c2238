package io.meterbridge.alarm;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Sql;
import io.meterbridge.http.ClockSkews;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what this replica heard of other clocks, so that every replica's alarms know it. */
@Component("clockSkewRows")
public class ClockSkewRows {

    private final ClockSkews skews;
    private final JdbcClient workerJdbc;

    ClockSkewRows(ClockSkews skews, @Qualifier("workerJdbc") JdbcClient workerJdbc) {
        this.skews = skews;
        this.workerJdbc = workerJdbc;
    }

    /** Writes the last answer of each host. */
    public void note() {
        var rows = new ArrayList<Map<String, Object>>();
        skews.seen().forEach((host, seen) -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("host", host);
            row.put("seconds", BigDecimal.valueOf(seen.skew().toMillis(), 3));
            row.put("seen_at", seen.at());
            rows.add(row);
        });
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of("alarm/note-clock-skews")).param("rows", JsonRows.of(rows)).update();
        }
    }
}
