package io.meterbridge.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.springframework.stereotype.Component;

/**
 * What the {@code Date} headers of Orb and the marketplaces say about our clock; the last answer of each host counts.
 */
@Component("clockSkews")
public class ClockSkews implements HttpResponseInterceptor {

    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    ClockSkews(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One host's clock.
     *
     * @param skew its time minus ours; a header tells whole seconds, so less than one means nothing
     */
    public record Seen(Duration skew, Instant at) {
    }

    @Override
    public void process(HttpResponse response, EntityDetails entity, HttpContext context) {
        var date = response.getFirstHeader("Date");
        var route = HttpClientContext.cast(context).getHttpRoute();
        if (date != null && route != null) {
            note(route.getTargetHost().getHostName(), date.getValue());
        }
    }

    /** Notes what a host says; a header that is no date says nothing. */
    void note(String host, String date) {
        var now = clock.instant();
        parsed(date).ifPresent(theirs -> seen.put(host, new Seen(Duration.between(now, theirs), now)));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The last answer of each host. */
    public Map<String, Seen> seen() {
        return Map.copyOf(seen);
    }
}
