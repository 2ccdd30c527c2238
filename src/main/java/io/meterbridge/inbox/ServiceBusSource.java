package io.meterbridge.inbox;

import io.meterbridge.http.TargetGuard;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * A seller's Service Bus queue, or a topic's subscription, which is named {@code topic/subscriptions/name}. A
 * receiver that says nothing may be quiet or dead, so one that stays quiet begins anew from time to time.
 */
@Component
class ServiceBusSource implements MessageSource {

    private static final Duration SILENCE = Duration.ofMinutes(15);
    private static final Pattern ENTITY = Pattern.compile(
            "([\\w][\\w.-]{0,259})(?:/[Ss]ubscriptions/([\\w][\\w.-]{0,49}))?");
    private static final Pattern ENDPOINT = Pattern.compile("(?:^|;)\\s*Endpoint=sb://([^/;:]+)(:[0-9]+)?/?", 
            Pattern.CASE_INSENSITIVE);

    private final ConnectionSettings settings;
    private final TargetGuard guard;

    ServiceBusSource(ConnectionSettings settings, TargetGuard guard) {
        this.settings = settings;
        this.guard = guard;
    }

    @Override
    public String cloud() {
        return "azure";
    }

    @Override
    public Duration silence() {
        return SILENCE;
    }

    @Override
    public Opened open(Map<String, Object> row, String bean) {
        var connected = settings.open(row, "azure");
        var connection = (String) connected.get("service_bus_connection_string");
        if (connection == null) {
            throw new IllegalArgumentException("service_bus_queue needs a service_bus_connection_string");
        }
        var endpoint = ENDPOINT.matcher(connection);
        if (!endpoint.find()) {
            throw new IllegalArgumentException("service_bus_connection_string names no endpoint");
        }
        guard.check("https://" + endpoint.group(1) + (endpoint.group(2) == null ? "" : endpoint.group(2)));
        var entity = ENTITY.matcher((String) connected.get("service_bus_queue"));
        if (!entity.matches()) {
            throw new IllegalArgumentException("service_bus_queue is no name of a queue or of a topic's subscription");
        }
        return entity.group(2) == null
                ? new Opened("service-bus-queue-in", Map.of("queue", entity.group(1)), connection)
                : new Opened("service-bus-topic-in", Map.of("topic", entity.group(1),
                        "subscription", entity.group(2)), connection);
    }
}
