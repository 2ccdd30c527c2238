package io.meterbridge.observe;

import io.meterbridge.orb.OrbFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Counts what Orb answered, by outcome: {@code ok}, or what kind of failure it was. */
@Component("orbMeters")
public class OrbMeters {

    private final MeterRegistry registry;

    OrbMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts one answer, as the routes of Orb leave it. */
    public void count(@Body Object answer) {
        var outcome = answer instanceof OrbFailure failure
                ? failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "ok";
        registry.counter("meterbridge.orb.requests", "outcome", outcome).increment();
    }
}
