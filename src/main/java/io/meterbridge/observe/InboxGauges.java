package io.meterbridge.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** How many notifications of the marketplaces there are, as the last look at the database found it. */
@Component("inboxGauges")
public class InboxGauges {

    private final MultiGauge notifications;
    private final MultiGauge consumers;

    InboxGauges(MeterRegistry registry) {
        notifications = MultiGauge.builder("meterbridge.notification.inbox")
                .description("Notifications of the marketplaces by what became of them")
                .register(registry);
        consumers = MultiGauge.builder("meterbridge.notification.consumers")
                .description("Consumers of this replica that listen to sellers' queues, and those in trouble")
                .register(registry);
    }

    /** Keeps the answer of {@code notification/count-by-state.sql}. */
    public void keep(@Body List<Map<String, Object>> rows) {
        notifications.register(rows.stream()
                .<Row<?>>map(row -> Row.of(Tags.of("status", (String) row.get("status")),
                        (Number) row.get("notifications")))
                .toList(), true);
    }

    /** Keeps how many consumers of this replica listen: rows of {@code cloud}, {@code state}, {@code consumers}. */
    public void keepConsumers(@Body List<Map<String, Object>> rows) {
        consumers.register(rows.stream()
                .<Row<?>>map(row -> Row.of(Tags.of("cloud", (String) row.get("cloud"),
                        "state", (String) row.get("state")), (Number) row.get("consumers")))
                .toList(), true);
    }
}
