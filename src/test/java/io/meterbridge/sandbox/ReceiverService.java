package io.meterbridge.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a receiver does with a webhook, by the standard's own library and the sandbox's clock. */
final class ReceiverService implements SandboxService {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    final FaultScript faults = new FaultScript();

    private final Map<String, Webhook> trusted = new ConcurrentHashMap<>();
    private final Map<Key, ReceivedEvent> events = new ConcurrentHashMap<>();
    private final InstantSource clock;

    ReceiverService(InstantSource clock) {
        this.clock = clock;
    }

    private record Key(String path, String id) {
    }

    void trust(String path, String secret) {
        try {
            trusted.put(path, new Webhook(secret));
        } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    int countReceived() {
        return events.size();
    }

    Collection<ReceivedEvent> received() {
        return List.copyOf(events.values());
    }

    @Override
    public FaultScript faultsFor(SandboxRequest request) {
        return faults;
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request, Fault fault) {
        var body = new String(request.body(), UTF_8);
        if (!isGood(request, body)) {
            return SandboxAnswer.text(401, Map.of(), "the signature does not hold");
        }
        events.merge(new Key(request.path(), request.header("webhook-id")),
                new ReceivedEvent(request.path(), request.header("webhook-id"), List.of(body), 1, System.nanoTime()),
                ReceiverService::again);
        return SandboxAnswer.text(200, Map.of(), "thank you");
    }

    private boolean isGood(SandboxRequest request, String body) {
        var webhook = trusted.get(request.path());
        var id = request.header("webhook-id");
        var timestamp = request.header("webhook-timestamp");
        var signatures = request.header("webhook-signature");
        if (webhook == null || id == null || timestamp == null || signatures == null) {
            return false;
        }
        var seconds = Long.parseLong(timestamp);
        var age = Duration.between(Instant.ofEpochSecond(seconds), clock.instant()).abs();
        return age.compareTo(TOLERANCE) <= 0 && List.of(signatures.split(" ")).contains(sign(webhook, id, seconds, body));
    }

    private static String sign(Webhook webhook, String id, long seconds, String body) {
        try {
            return webhook.sign(id, seconds, body);
        } catch (com.standardwebhooks.exceptions.WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedEvent again(ReceivedEvent before, ReceivedEvent now) {
        var bodies = new ArrayList<>(before.bodies());
        if (!bodies.contains(now.body())) {
            bodies.add(now.body());
        }
        return new ReceivedEvent(before.path(), before.id(), List.copyOf(bodies), before.timesValid() + 1,
                before.firstNanos());
    }

    @Override
    public SandboxAnswer throttled() {
        return SandboxAnswer.text(429, Map.of("Retry-After", "600"), "too many");
    }

    @Override
    public SandboxAnswer broken() {
        return SandboxAnswer.text(500, Map.of(), "something broke");
    }
}
