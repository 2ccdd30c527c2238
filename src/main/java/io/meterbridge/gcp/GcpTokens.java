package io.meterbridge.gcp;

import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import io.meterbridge.marketplace.ForSeller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/**
 * Access tokens, kept per seller and key file until five minutes before they end. Callers that need
 * the same token at once wait for one call of {@code direct:gcp-token-ask}.
 */
@Component("gcpTokens")
public class GcpTokens {

    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(5);

    private final ProducerTemplate routes;
    private final InstantSource clock;
    private final Map<Key, CompletableFuture<GcpToken>> tokens = new ConcurrentHashMap<>();

    /** Changed settings find no old token. */
    private record Key(UUID sellerId, String fingerprint) {
    }

    GcpTokens(ProducerTemplate routes, InstantSource clock) {
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * A token of the seller's service account.
     *
     * @throws CamelExecutionException caused by {@link CredentialsRefused} when Google says no,
     *         by {@link CredentialsUnavailable} when it says nothing useful, else by why it
     *         cannot be reached
     */
    public GcpToken token(
            @ExchangeProperty("gcpBatch") ForSeller work,
            @ExchangeProperty("gcpSettings") GcpSettings settings) {
        var account = settings.account();
        var key = new Key(work.sellerId(), account.fingerprint());
        var mine = new CompletableFuture<GcpToken>();
        var token = tokens.compute(key, (k, known) -> isUsable(known) ? known : mine);
        if (token == mine) {
            ask(key, account, mine);
        }
        return join(token);
    }

    /** Lets go of a token that Google refused; one that somebody got since then stays. */
    public void forget(@ExchangeProperty("gcpToken") GcpToken refused) {
        tokens.values().removeIf(known ->
                !known.isCompletedExceptionally() && refused.equals(known.getNow(null)));
    }

    private void ask(Key key, ServiceAccountKey account, CompletableFuture<GcpToken> token) {
        tokens.values().removeIf(known -> !isUsable(known));
        try {
            token.complete(routes.requestBody("direct:gcp-token-ask", account, GcpToken.class));
        } catch (RuntimeException | Error e) {
            // a failure is everybody's who waits for it, but nobody's who comes later
            tokens.remove(key, token);
            token.completeExceptionally(e);
        }
    }

    private boolean isUsable(CompletableFuture<GcpToken> token) {
        if (token == null || token.isCompletedExceptionally()) {
            return false;
        }
        var got = token.getNow(null);
        return got == null
                || got.expiresAt().minus(RENEW_BEFORE_END).isAfter(clock.instant());
    }

    private static GcpToken join(CompletableFuture<GcpToken> token) {
        try {
            return token.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
