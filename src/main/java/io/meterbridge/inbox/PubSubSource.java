package io.meterbridge.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.http.TargetGuard;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A seller's Pub/Sub subscription, read as a stream with the seller's own service account. A stream that says
 * nothing may be quiet or dead, so one that stays quiet begins anew from time to time.
 */
@Component
class PubSubSource implements MessageSource {

    private static final Duration SILENCE = Duration.ofMinutes(15);
    private static final Pattern SUBSCRIPTION = Pattern.compile(
            "projects/([a-z][a-z0-9:.-]{2,61})/subscriptions/([A-Za-z][A-Za-z0-9._~+%-]{2,254})");

    private final ConnectionSettings settings;
    private final TargetGuard guard;
    private final ObjectMapper json;
    private final boolean emulated;

    PubSubSource(ConnectionSettings settings, TargetGuard guard, ObjectMapper json,
            @Value("${PUBSUB_EMULATOR_HOST:}") String emulator) {
        this.settings = settings;
        this.guard = guard;
        this.json = json;
        this.emulated = !emulator.isBlank();
    }

    @Override
    public String cloud() {
        return "gcp";
    }

    @Override
    public Duration silence() {
        return SILENCE;
    }

    @Override
    public Opened open(Map<String, Object> row, String bean) {
        var connected = settings.open(row, "gcp");
        var subscription = SUBSCRIPTION.matcher((String) connected.get("pubsub_subscription"));
        if (!subscription.matches()) {
            throw new IllegalArgumentException(
                    "pubsub_subscription is not like projects/<project>/subscriptions/<subscription>");
        }
        return new Opened("pubsub-in", Map.of("project", subscription.group(1),
                "subscription", subscription.group(2), "authenticate", !emulated),
                keyFile(connected.get("service_account_json")));
    }

    /** The key file as text; where its tokens come from is a URL that the seller supplied. */
    private String keyFile(Object stored) {
        try {
            var text = stored instanceof String file ? file : json.writeValueAsString(stored);
            guard.check(json.readTree(text).path("token_uri").asText());
            return text;
        } catch (JsonProcessingException e) {
            // neither the text nor the parser's quotation of it is passed on
            throw new IllegalArgumentException("the key file of the service account is no JSON object");
        }
    }
}
