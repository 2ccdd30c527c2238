package io.meterbridge.api.reports;

import io.meterbridge.database.JsonRows;
import io.meterbridge.reconciliation.ReportLine;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.IdGenerator;

/** Lines as {@code reconciliation/keep-usage.sql} takes them, always in one order: who keeps the same waits. */
final class UsageRows {

    private static final Comparator<ReportLine> ORDER = Comparator
            .comparing((ReportLine line) -> line.key().identity())
            .thenComparing(line -> line.key().dimension())
            .thenComparing(line -> line.key().from())
            .thenComparing(line -> line.key().to());

    private UsageRows() {
    }

    static String of(List<ReportLine> lines, IdGenerator ids) {
        return JsonRows.of(lines.stream().sorted(ORDER).map(line -> row(line, ids)).toList());
    }

    private static Map<String, Object> row(ReportLine line, IdGenerator ids) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", ids.generateId());
        row.put("identity", line.key().identity());
        row.put("dimension", line.key().dimension());
        row.put("from_at", line.key().from());
        row.put("to_at", line.key().to());
        row.put("units", line.units());
        row.put("amount", line.amount());
        row.put("currency", line.currency());
        return row;
    }
}
