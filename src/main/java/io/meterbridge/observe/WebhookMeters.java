package io.meterbridge.observe;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Counts what came of the attempts to deliver webhooks: {@code delivered}, {@code failed} when they are
 * tried again, {@code given-up} when they are not.
 */
@Component("webhookMeters")
public class WebhookMeters {

    private static final String NAME = "meterbridge.webhook.deliveries";

    private final MeterRegistry registry;

    WebhookMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of("delivered", "failed", "given-up").forEach(outcome -> registry.counter(NAME, "outcome", outcome));
    }

    /** Counts one attempt. */
    public void count(String outcome) {
        registry.counter(NAME, "outcome", outcome).increment();
    }
}
