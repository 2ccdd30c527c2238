package io.meterbridge.inbox;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Consumers in trouble, as a detail: one seller's broken queue does not make this replica unhealthy. */
@Component("messageConsumersHealthIndicator")
class ConsumersHealth implements HealthIndicator {

    private final MessageConsumers consumers;

    ConsumersHealth(MessageConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public Health health() {
        return Health.up().withDetails(consumers.troubles()).build();
    }
}
