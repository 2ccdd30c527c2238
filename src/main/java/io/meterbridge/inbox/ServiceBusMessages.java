package io.meterbridge.inbox;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Reads what the Service Bus component hands over. */
@Component("serviceBusMessages")
public class ServiceBusMessages {

    private final MessageConsumers consumers;

    ServiceBusMessages(MessageConsumers consumers) {
        this.consumers = consumers;
    }

    /** The message; its application properties are not relied on. */
    public RawMessage read(Exchange exchange) {
        var message = exchange.getMessage();
        return new RawMessage(consumers.sellerOf(exchange), "azure", "service-bus",
                message.getHeader("CamelAzureServiceBusMessageId", String.class),
                message.getBody(String.class).getBytes(StandardCharsets.UTF_8),
                message.getHeader("CamelAzureServiceBusEnqueuedTime") instanceof OffsetDateTime enqueued
                        ? enqueued.toInstant() : null);
    }
}
