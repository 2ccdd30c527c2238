package io.meterbridge.alarm;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How much needs somebody, as the last look at the tables found it. */
@Component("alarmGauges")
public class AlarmGauges {

    private final Alarms alarms;
    private final MultiGauge counts;
    private final MultiGauge amounts;

    AlarmGauges(Alarms alarms, MeterRegistry registry) {
        this.alarms = alarms;
        counts = MultiGauge.builder("meterbridge.alarms")
                .description("What needs somebody now, by kind").register(registry);
        amounts = MultiGauge.builder("meterbridge.alarms.amount")
                .description("Money at stake in it, by kind and currency").register(registry);
    }

    /** Looks. Every kind has a count, those with money at stake a sum. */
    public void measure() {
        var byKind = new HashMap<String, Long>();
        var sums = new HashMap<Tags, BigDecimal>();
        for (var sum : alarms.sums()) {
            byKind.merge(sum.kind(), sum.alarms(), Long::sum);
            if (sum.amount() != null && sum.currency() != null) {
                sums.put(Tags.of("kind", sum.kind(), "currency", sum.currency()), sum.amount());
            }
        }
        counts.register(countRows(byKind), true);
        amounts.register(sumRows(sums), true);
    }

    private static List<Row<?>> countRows(Map<String, Long> byKind) {
        var rows = new ArrayList<Row<?>>();
        for (var kind : AlarmKind.values()) {
            rows.add(Row.of(Tags.of("kind", kind.code()), byKind.getOrDefault(kind.code(), 0L)));
        }
        return rows;
    }

    /** Prometheus keeps binary floating point, so this is for watching; the API has the exact sums. */
    private static List<Row<?>> sumRows(Map<Tags, BigDecimal> sums) {
        var rows = new ArrayList<Row<?>>();
        sums.forEach((tags, sum) -> rows.add(Row.of(tags, sum)));
        return rows;
    }
}
