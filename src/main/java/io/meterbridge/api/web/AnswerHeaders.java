package io.meterbridge.api.web;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers pass between HTTP and a route. Camel would echo a request's headers, query values and
 * forms into the answer, so out go only those that an answer is made of; in comes nothing that could pass
 * for a header of Camel's own.
 */
final class AnswerHeaders implements HeaderFilterStrategy {

    private static final Set<String> OUT = Set.of("content-type", "content-disposition", "location",
            "retry-after", "allow", "www-authenticate", "cache-control", "content-security-policy", "referrer-policy",
            "idempotency-replayed");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel");
    }
}
