package io.meterbridge.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads what the SQS component hands over. */
@Component("sqsMessages")
public class SqsMessages {

    private final MessageConsumers consumers;

    SqsMessages(MessageConsumers consumers) {
        this.consumers = consumers;
    }

    /** The message, or null when a poll found none. */
    public RawMessage read(Exchange exchange) {
        var body = exchange.getMessage().getBody(String.class);
        return body == null ? null : new RawMessage(consumers.sellerOf(exchange), "aws", "sqs",
                exchange.getMessage().getHeader("CamelAwsSqsMessageId", String.class),
                body.getBytes(StandardCharsets.UTF_8), sentAt(exchange.getMessage().getHeader("CamelAwsSqsAttributes")));
    }

    /** When SQS took it, in milliseconds since 1970. */
    private static Instant sentAt(Object attributes) {
        var sent = attributes instanceof Map<?, ?> map ? map.get(MessageSystemAttributeName.SENT_TIMESTAMP) : null;
        return sent == null ? null : Instant.ofEpochMilli(Long.parseLong(sent.toString()));
    }
}
