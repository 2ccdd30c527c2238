package io.meterbridge.api.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.http.TargetGuard;
import io.meterbridge.http.TargetRefused;
import java.util.regex.Pattern;

/**
 * Whether the addresses in a seller's settings may be called from here. A {@code signup_url} is not among
 * them: it is only handed to the buyer's browser. The {@code token_uri} of a key file is checked by whoever
 * reads the file.
 */
final class SuppliedUrls {

    private static final String QUEUE = "notifications_queue_url";
    private static final String SERVICE_BUS = "service_bus_connection_string";
    private static final Pattern ENDPOINT = Pattern.compile("(?i)(?:^|;)\\s*Endpoint=sb://([^/;:\\s]+)(:\\d+)?/?\\s*(?:;|$)");

    private final TargetGuard guard;

    SuppliedUrls(TargetGuard guard) {
        this.guard = guard;
    }

    /**
     * Lets settings pass.
     *
     * @throws ProblemException 422 that names the address which must not be called
     */
    void check(JsonNode settings) {
        var queue = Bodies.text(settings, QUEUE);
        if (queue != null) {
            check(QUEUE, queue);
        }
        var serviceBus = Bodies.text(settings, SERVICE_BUS);
        if (serviceBus != null) {
            check(SERVICE_BUS, "https://" + hostOf(serviceBus));
        }
    }

    private void check(String field, String url) {
        try {
            guard.check(url);
        } catch (TargetRefused refused) {
            throw ProblemException.invalid("/" + field, refused.getMessage());
        }
    }

    private static String hostOf(String connectionString) {
        var endpoint = ENDPOINT.matcher(connectionString);
        if (!endpoint.find()) {
            throw ProblemException.invalid("/" + SERVICE_BUS, "has no Endpoint=sb://…");
        }
        return endpoint.group(1) + (endpoint.group(2) == null ? "" : endpoint.group(2));
    }
}
