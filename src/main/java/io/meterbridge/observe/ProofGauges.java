package io.meterbridge.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** How the ledger's proofs went, as the last look at the database found it. */
@Component("proofGauges")
public class ProofGauges {

    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong ageSeconds = new AtomicLong();

    ProofGauges(MeterRegistry registry) {
        Gauge.builder("meterbridge.proof.broken.accounts", broken, AtomicLong::get)
                .description("Accounts that are stopped because their ledger does not add up")
                .register(registry);
        Gauge.builder("meterbridge.proof.age.seconds", ageSeconds, AtomicLong::get)
                .description("Seconds since the latest proof of the ledger whose latest proof is oldest")
                .register(registry);
    }

    /** Keeps the answer of {@code observe/proof.sql}. */
    public void keep(@Body Map<String, Object> row) {
        broken.set(((Number) row.get("broken")).longValue());
        ageSeconds.set(Math.max(0, ((Number) row.get("seconds")).longValue()));
    }
}
