package io.meterbridge.azure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/**
 * Tokens, kept per application and secret until five minutes before they end. Callers that need the
 * same token at once wait for one call of {@code direct:azure-sign-in}.
 */
@Component("azureTokens")
public class AzureTokens {

    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(5);

    private final ProducerTemplate routes;
    private final InstantSource clock;

    /** Settings decide whose token it is: changed ones find no old token. */
    private final Map<AzureSettings, CompletableFuture<AzureToken>> tokens =
            new ConcurrentHashMap<>();

    AzureTokens(ProducerTemplate routes, InstantSource clock) {
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * A token of the seller's application.
     *
     * @throws CamelExecutionException caused by {@link
     *         io.meterbridge.marketplace.CredentialsRefused} when Entra says no, by {@link
     *         io.meterbridge.marketplace.CredentialsUnavailable} when it says nothing useful, else
     *         by why it cannot be reached
     */
    public AzureToken token(@Body AzureSettings settings) {
        var mine = new CompletableFuture<AzureToken>();
        var token = tokens.compute(settings, (key, known) -> isUsable(known) ? known : mine);
        if (token == mine) {
            signIn(settings, mine);
        }
        return join(token);
    }

    /** Lets go of a token that Azure refused, unless there is none or a newer one by now. */
    public void forget(
            @ExchangeProperty("azureSettings") AzureSettings settings,
            @ExchangeProperty("azureToken") AzureToken refused) {
        if (settings != null && refused != null) {
            tokens.computeIfPresent(settings,
                    (key, known) -> isUsable(known) && refused.equals(known.getNow(null))
                            ? null : known);
        }
    }

    private void signIn(AzureSettings settings, CompletableFuture<AzureToken> token) {
        tokens.values().removeIf(known -> !isUsable(known));
        try {
            token.complete(
                    routes.requestBody("direct:azure-sign-in", settings, AzureToken.class));
        } catch (RuntimeException | Error e) {
            // a failure is everybody's who waits for it, but nobody's who comes later
            tokens.remove(settings, token);
            token.completeExceptionally(e);
        }
    }

    private boolean isUsable(CompletableFuture<AzureToken> known) {
        if (known == null || known.isCompletedExceptionally()) {
            return false;
        }
        var token = known.getNow(null);
        return token == null
                || token.expiresAt().minus(RENEW_BEFORE_END).isAfter(clock.instant());
    }

    private static AzureToken join(CompletableFuture<AzureToken> token) {
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
