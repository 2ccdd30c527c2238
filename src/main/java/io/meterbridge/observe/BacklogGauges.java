package io.meterbridge.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** How far metering is behind, as the last look at the database found it. */
@Component("backlogGauges")
public class BacklogGauges {

    private final AtomicLong lagSeconds = new AtomicLong();
    private final MultiGauge oldestUnsent;
    private final MultiGauge soonestDeadline;

    BacklogGauges(MeterRegistry registry) {
        Gauge.builder("meterbridge.metering.lag.seconds", lagSeconds, AtomicLong::get)
                .description("Seconds since the end of the newest settled hour of the account that is furthest behind")
                .register(registry);
        oldestUnsent = MultiGauge.builder("meterbridge.metering.oldest.unsent.seconds")
                .description("Seconds since the oldest record that the marketplace has not answered was frozen")
                .register(registry);
        soonestDeadline = MultiGauge.builder("meterbridge.final.usage.seconds.to.deadline")
                .description("Seconds until the marketplace takes nothing more of the contract whose time ends first")
                .register(registry);
    }

    /**
     * Keeps the answer of {@code observe/soonest-deadlines.sql}; a cloud of which no contract has just ended has no
     * figure.
     */
    public void keepDeadlines(@Body List<Map<String, Object>> rows) {
        soonestDeadline.register(byCloud(rows), true);
    }

    /** Keeps the answer of {@code observe/lag.sql}; no account, no lag. */
    public void keepLag(@Body Long seconds) {
        lagSeconds.set(seconds == null ? 0 : Math.max(0, seconds));
    }

    /** Keeps the answer of {@code observe/oldest-unsent.sql}; a cloud without such a record has no figure. */
    public void keepOldestUnsent(@Body List<Map<String, Object>> rows) {
        oldestUnsent.register(byCloud(rows), true);
    }

    private static List<Row<?>> byCloud(List<Map<String, Object>> rows) {
        return rows.stream()
                .<Row<?>>map(row -> Row.of(Tags.of("cloud", (String) row.get("cloud")), (Number) row.get("seconds")))
                .toList();
    }
}
