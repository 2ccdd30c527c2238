package io.meterbridge.webhook;

import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Sql;
import io.meterbridge.observe.WebhookMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what came of the attempts, all that ended meanwhile in one transaction: the answer as
 * evidence, the delivery's next step, and what it says about its endpoint.
 */
public final class DeliveryResults {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.webhook");
    private static final int MOST_AT_ONCE = 500;

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final EventOutbox outbox;
    private final DeliveryClaims claims;
    private final ApiJson json;
    private final InstantSource clock;
    private final RetryLadder ladder;
    private final Duration disableAfter;
    private final WebhookMeters meters;
    private final Queue<Attempt> ended = new ConcurrentLinkedQueue<>();
    private final RandomGenerator random = RandomGenerator.of("SplittableRandom");

    DeliveryResults(TransactionTemplate workerTransactions, JdbcClient workerJdbc, EventOutbox outbox,
            DeliveryClaims claims, ApiJson json, InstantSource clock, MeterbridgeProperties.Webhooks settings,
            WebhookMeters meters) {
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.outbox = outbox;
        this.claims = claims;
        this.json = json;
        this.clock = clock;
        this.ladder = new RetryLadder(settings.retries(), settings.deadlineRetries(), settings.jitterPercent());
        this.disableAfter = settings.disableAfter();
        this.meters = meters;
    }

    /** Keeps what came of one attempt until {@link #record} writes it; null for one that did not take place. */
    public void keep(@ExchangeProperty("delivery") Delivery delivery, @Body Attempt attempt) {
        claims.ended(delivery);
        if (attempt != null) {
            ended.add(attempt);
        }
    }

    /** Writes all that ended since the last time. What cannot be written now is kept for the next time. */
    public synchronized void record() {
        for (var taken = take(); !taken.isEmpty(); taken = take()) {
            var attempts = taken;
            try {
                count(workerTransactions.execute(status -> write(attempts, clock.instant())));
            } catch (RuntimeException failed) {
                ended.addAll(attempts);
                throw failed;
            }
        }
    }

    private List<Attempt> take() {
        var taken = new ArrayList<Attempt>();
        for (var next = ended.poll(); next != null; next = taken.size() < MOST_AT_ONCE ? ended.poll() : null) {
            taken.add(next);
        }
        return taken;
    }

    private List<Moved> write(List<Attempt> attempts, Instant now) {
        var rows = JsonRows.of(attempts.stream().map(this::row).toList());
        var disabled = workerJdbc.sql(Sql.of("webhook/judge-endpoints"))
                .param("rows", rows)
                .param("failingBefore", Utc.of(now.minus(disableAfter)))
                .param("now", Utc.of(now))
                .query((row, number) -> new Judged(row.getObject("seller_id", UUID.class),
                        Endpoint.read(row, json)))
                .list().stream().filter(judged -> !judged.endpoint().isEnabled()).toList();
        var moved = workerJdbc.sql(Sql.of("webhook/record-attempts"))
                .param("rows", rows)
                .param("now", Utc.of(now))
                .query((row, number) -> new Moved(row.getObject("id", UUID.class),
                        row.getObject("endpoint_id", UUID.class), row.getString("status")))
                .list();
        disabled.forEach(judged -> tell(judged, now));
        return moved;
    }

    private void tell(Judged judged, Instant now) {
        var endpoint = judged.endpoint();
        LOG.warn("webhook: disabled endpoint={} seller={} reason={}", endpoint.id(), judged.sellerId(),
                endpoint.disabledReason());
        workerJdbc.sql(Sql.of("webhook/fail-pending"))
                .param("endpointId", endpoint.id())
                .param("reason", endpoint.disabledReason().equals("gone") ? "endpoint-gone" : "endpoint-disabled")
                .update();
        outbox.record(judged.sellerId(), OutgoingEvent.of(EventType.ENDPOINT_DISABLED, now,
                Map.of("endpoint", endpoint)));
    }

    private Map<String, Object> row(Attempt attempt) {
        var delivery = attempt.delivery();
        var row = new LinkedHashMap<String, Object>();
        row.put("delivery_id", delivery.id());
        row.put("seller_id", delivery.sellerId());
        row.put("endpoint_id", delivery.endpointId());
        row.put("claim_token", delivery.claimToken());
        row.put("attempted_at", attempt.at());
        row.put("outcome", attempt.outcome().code());
        row.put("http_status", attempt.httpStatus());
        row.put("latency_millis", attempt.latencyMillis());
        row.put("answer", attempt.answer());
        row.put("retry_at", ladder.next(delivery.step(), attempt.at(), delivery.deadlineAt(),
                attempt.retryAfter(), random.nextDouble()).orElse(null));
        return row;
    }

    /** Once committed. */
    private void count(List<Moved> moved) {
        for (var delivery : moved) {
            switch (delivery.status()) {
                case "delivered" -> meters.count("delivered");
                case "pending" -> meters.count("failed");
                default -> {
                    LOG.warn("webhook: gave up delivery={} endpoint={}", delivery.id(), delivery.endpointId());
                    meters.count("given-up");
                }
            }
        }
    }

    private record Judged(UUID sellerId, Endpoint endpoint) {
    }

    private record Moved(UUID id, UUID endpointId, String status) {
    }
}
