package io.meterbridge.inbox;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Reads what the Pub/Sub component hands over. */
@Component("pubSubMessages")
public class PubSubMessages {

    private final MessageConsumers consumers;

    PubSubMessages(MessageConsumers consumers) {
        this.consumers = consumers;
    }

    /** The message; Google's attributes are not relied on. */
    public RawMessage read(Exchange exchange) {
        var message = exchange.getMessage();
        return new RawMessage(consumers.sellerOf(exchange), "gcp", "pub-sub",
                message.getHeader("CamelGooglePubsubMessageId", String.class), message.getBody(byte[].class),
                message.getHeader("CamelGooglePubsubPublishTime") instanceof Timestamp published
                        ? Instant.ofEpochSecond(published.getSeconds(), published.getNanos()) : null);
    }
}
