package io.meterbridge.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what becomes of metering records. Called inside a transaction, it counts once that is committed and not at
 * all when it is rolled back.
 */
@Component("ledgerMeters")
public class LedgerMeters {

    private final MeterRegistry registry;

    LedgerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Records entered a state.
     *
     * @param cloud  the marketplace
     * @param status a record status as the API names it
     */
    public void entered(String cloud, String status, long records) {
        whenCommitted(() -> counter("meterbridge.metering.records", "cloud", cloud, "status", status)
                .increment(records));
    }

    /** Records entered a state, one row of a statement's answer each, with its column {@code cloud}. */
    public void entered(@Body List<Map<String, Object>> rows, String status) {
        rows.forEach(row -> entered((String) row.get("cloud"), status, 1));
    }

    /**
     * A record was accepted. Prometheus keeps binary floating point, so this is for watching; the ledger has the
     * exact sum.
     *
     * @param currency of the value, such as USD
     * @param units    whole units booked
     * @param value    money booked
     */
    public void accepted(String cloud, String currency, long units, BigDecimal value) {
        whenCommitted(() -> {
            counter("meterbridge.metering.units", "cloud", cloud).increment(units);
            counter("meterbridge.metering.value", "cloud", cloud, "currency", currency)
                    .increment(value.doubleValue());
        });
    }

    private Counter counter(String name, String... tags) {
        return registry.counter(name, tags);
    }

    private static void whenCommitted(Runnable count) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            count.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }
}
