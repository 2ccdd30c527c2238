package io.meterbridge.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Utc;
import io.meterbridge.database.Row;
import io.meterbridge.inbox.Ingress;
import io.meterbridge.inbox.RawMessage;
import io.meterbridge.lifecycle.AwsEvents;
import io.meterbridge.lifecycle.AzureEvents;
import io.meterbridge.lifecycle.GcpEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * Finds what marketplaces changed without an event that reached us: a poll is a message of our own in the inbox, and
 * its contract is compared with the truth like after any other.
 */
@Component("catchUpPolls")
public class CatchUpPolls {

    /** Well inside the day in which marketplaces take usage of an hour. */
    static final Duration EVERY = Duration.ofHours(6);

    private final Ingress ingress;
    private final InstantSource clock;

    CatchUpPolls(Ingress ingress, InstantSource clock) {
        this.ingress = ingress;
        this.clock = clock;
    }

    /** Parameters of {@code contract-life/due-polls.sql}. */
    public Map<String, Object> parameters() {
        return Map.of("now", Utc.of(clock.instant()), "everySeconds", EVERY.toSeconds());
    }

    /** Puts a poll of one contract into the inbox; the same contract is polled once at an instant. */
    public void ask(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        var now = clock.instant();
        var identity = row.text("identity_key");
        ingress.store(new RawMessage(row.uuid("seller_id"), row.text("cloud"), "poll",
                "poll:" + identity + ":" + now, message(row.text("cloud"), identity, now), now));
    }

    private static byte[] message(String cloud, String identity, Instant now) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        switch (cloud) {
            case "aws" -> message.put("detail-type", AwsEvents.POLL).put("time", now.toString())
                    .putObject("detail").putObject("agreement").put("id", identity);
            case "azure" -> message.put("action", AzureEvents.POLL).put("subscriptionId", identity)
                    .put("timeStamp", now.toString());
            case "gcp" -> message.put("eventType", GcpEvents.POLL)
                    .putObject("entitlement").put("id", identity);
            default -> throw new IllegalArgumentException("no marketplace " + cloud);
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
