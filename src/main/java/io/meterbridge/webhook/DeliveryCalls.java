package io.meterbridge.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meterbridge.http.TargetGuard;
import io.meterbridge.marketplace.RetryAfter;
import io.meterbridge.webhook.Attempt.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;

/** Spells and signs one delivery, and reads what came back. */
public final class DeliveryCalls {

    /** How much of an answer is kept. */
    private static final int EXCERPT_CHARS = 500;
    private static final int EXCERPT_BYTES = 4 * EXCERPT_CHARS;
    private static final Pattern NOT_STORED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final TargetGuard guard;
    private final EndpointSecrets secrets;
    private final InstantSource clock;

    DeliveryCalls(TargetGuard guard, EndpointSecrets secrets, InstantSource clock) {
        this.guard = guard;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The body of the call; its address, id, time and signatures go into the headers.
     *
     * @throws io.meterbridge.http.TargetRefused when the address must not be called
     * @throws LateClaim when its lease is too short by now to hear the answer
     */
    public byte[] write(@ExchangeProperty("delivery") Delivery delivery, @Headers Map<String, Object> headers) {
        if (System.nanoTime() - delivery.sendByNanos() > 0) {
            throw new LateClaim(delivery);
        }
        var now = clock.instant().getEpochSecond();
        headers.put(Exchange.HTTP_URI, guard.check(delivery.url()).toString());
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Meterbridge");
        headers.put("webhook-id", delivery.webhookId());
        headers.put("webhook-timestamp", Long.toString(now));
        headers.put("webhook-signature",
                Signature.of(delivery.webhookId(), now, delivery.body(), secretsOf(delivery)));
        return delivery.body().getBytes(UTF_8);
    }

    /** What the receiver said; only a status of 200 to 299 means that it has the event. */
    public Attempt read(@ExchangeProperty("delivery") Delivery delivery,
            @ExchangeProperty("sentAtNanos") long sentAtNanos,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status, @Header("Retry-After") String retryAfter,
            @Body byte[] body) {
        var outcome = status >= 200 && status <= 299 ? Outcome.DELIVERED : Outcome.REFUSED;
        var now = clock.instant();
        return new Attempt(delivery, now, outcome, status, millisSince(sentAtNanos), excerpt(body),
                RetryAfter.parse(retryAfter, now));
    }

    /** What a failure means; null for a claim that somebody else owns by now. */
    public Attempt failed(@ExchangeProperty("delivery") Delivery delivery,
            @ExchangeProperty("sentAtNanos") long sentAtNanos,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (failure instanceof LateClaim) {
            return null;
        }
        var refused = TargetGuard.isRefusal(failure);
        var said = refused ? "The address must not be called: " + failure.getMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return new Attempt(delivery, clock.instant(), refused ? Outcome.BLOCKED : Outcome.NO_ANSWER, null,
                millisSince(sentAtNanos), excerpt(said.getBytes(UTF_8)), null);
    }

    private List<String> secretsOf(Delivery delivery) {
        var opened = new ArrayList<String>();
        opened.add(secrets.open(delivery.secrets().current(), delivery.endpointId()));
        if (delivery.secrets().old() != null) {
            opened.add(secrets.open(delivery.secrets().old(), delivery.endpointId()));
        }
        return opened;
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** Somebody else's words: short, and nothing that a row or a log line could not hold. */
    private static String excerpt(byte[] body) {
        if (body == null || body.length == 0) {
            return null;
        }
        var text = NOT_STORED.matcher(new String(body, 0, Math.min(body.length, EXCERPT_BYTES), UTF_8))
                .replaceAll(" ");
        return text.length() > EXCERPT_CHARS ? text.substring(0, EXCERPT_CHARS) : text;
    }

    /** The claim ended while the delivery waited for a worker: whoever claims it next sends it. */
    static final class LateClaim extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LateClaim(Delivery delivery) {
            super(delivery + " waited too long for a worker");
        }
    }
}
