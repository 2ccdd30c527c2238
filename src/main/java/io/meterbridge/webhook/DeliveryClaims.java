package io.meterbridge.webhook;

import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.Row;
import io.meterbridge.time.DatabaseOffset;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * How many deliveries this process claims: as many as it has workers free. A quarter of them is kept
 * for endpoints that fail, so that any number of those leaves the rest to the others.
 */
public final class DeliveryClaims {

    /** The longest that an attempt takes: looking the host up, three connections, the whole answer. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(40);

    private final InstantSource clock;
    private final DatabaseOffset offset;
    private final MeterbridgeProperties.Webhooks settings;
    private final int placesForFailing;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failingInFlight = new AtomicInteger();

    DeliveryClaims(InstantSource clock, DatabaseOffset offset, MeterbridgeProperties.Webhooks settings) {
        if (settings.workers() < 4 || settings.perEndpoint() < 1
                || settings.lease().compareTo(LONGEST_ATTEMPT) <= 0) {
            throw new IllegalArgumentException("meterbridge.webhooks needs at least 4 workers, a per-endpoint "
                    + "of at least 1 and a lease above " + LONGEST_ATTEMPT);
        }
        this.clock = clock;
        this.offset = offset;
        this.settings = settings;
        this.placesForFailing = settings.workers() / 4;
    }

    /** Parameters of {@code webhook/claim-deliveries.sql} and {@code webhook/release-stale.sql}. */
    public Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        parameters.put("leaseSeconds", settings.lease().toSeconds());
        parameters.put("perEndpoint", settings.perEndpoint());
        parameters.put("places", offset.claimable(settings.workers() - placesForFailing - inFlight.get()));
        parameters.put("placesForFailing", offset.claimable(placesForFailing - failingInFlight.get()));
        return parameters;
    }

    /** Now, on this process's own monotonic clock. */
    public long nanos() {
        return System.nanoTime();
    }

    /**
     * What was claimed, counted as on its way from here on.
     *
     * @param rows           rows of {@code webhook/claim-deliveries.sql}
     * @param claimedAtNanos {@link #nanos()} from before the claim: the lease is counted from here
     */
    public List<Delivery> plan(@Body List<Map<String, Object>> rows,
            @ExchangeProperty("claimedAtNanos") long claimedAtNanos) {
        var sendBy = claimedAtNanos + settings.lease().minus(LONGEST_ATTEMPT).toNanos();
        var claimed = rows.stream().map(Row::new).map(row -> delivery(row, sendBy)).toList();
        claimed.forEach(delivery -> counterOf(delivery).incrementAndGet());
        return claimed;
    }

    /** One is on its way no more. */
    void ended(Delivery delivery) {
        counterOf(delivery).decrementAndGet();
    }

    private AtomicInteger counterOf(Delivery delivery) {
        return delivery.failing() ? failingInFlight : inFlight;
    }

    private static Delivery delivery(Row row, long sendBy) {
        return new Delivery(row.uuid("id"), row.uuid("seller_id"), row.uuid("endpoint_id"),
                row.text("webhook_id"), row.text("url"), row.text("body"), row.instant("deadline_at"),
                (int) row.number("step"), row.number("claim_token"), row.flag("failing"),
                new Delivery.Secrets(row.bytes("sealed_secret"), row.bytes("sealed_old_secret")), sendBy);
    }
}
