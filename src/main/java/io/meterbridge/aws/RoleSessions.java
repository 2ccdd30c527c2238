package io.meterbridge.aws;

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
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/**
 * Keys of assumed roles, kept per seller and role until five minutes before they end. Callers that
 * need the same keys at once wait for one call of {@code direct:aws-assume-role}.
 */
@Component("awsRoleSessions")
public class RoleSessions {

    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(5);

    private final ProducerTemplate routes;
    private final InstantSource clock;
    private final Map<Key, CompletableFuture<AwsKeys>> sessions = new ConcurrentHashMap<>();

    /** Everything that decides whose keys these are: changed settings find no old session. */
    private record Key(
            UUID sellerId, String region, String roleArn, String externalId, String accessKeyId) {
    }

    RoleSessions(ProducerTemplate routes, InstantSource clock) {
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * Keys of the seller's role.
     *
     * @throws CamelExecutionException caused by {@link CredentialsRefused} when STS says no, by
     *         {@link CredentialsUnavailable} when it says nothing useful, else by why it cannot be
     *         reached
     */
    public AwsKeys keys(
            @ExchangeProperty("awsBatch") ForSeller work, @Body AwsSettings settings) {
        return keys(work.sellerId(), settings);
    }

    /** The same for whoever knows the seller. */
    AwsKeys keys(UUID sellerId, AwsSettings settings) {
        var key = new Key(sellerId, settings.region(), settings.roleArn(), settings.externalId(),
                settings.accessKeyId());
        var mine = new CompletableFuture<AwsKeys>();
        var session = sessions.compute(key, (k, known) -> isUsable(known) ? known : mine);
        if (session == mine) {
            assume(key, RoleToAssume.of(settings, "meterbridge-" + sellerId), mine);
        }
        return join(session);
    }

    /** Lets go of a seller's keys after AWS refused them. */
    void forget(UUID sellerId) {
        sessions.keySet().removeIf(key -> key.sellerId().equals(sellerId));
    }

    private void assume(Key key, RoleToAssume role, CompletableFuture<AwsKeys> session) {
        sessions.values().removeIf(known -> !isUsable(known));
        try {
            session.complete(
                    routes.requestBody("direct:aws-assume-role", role, AwsKeys.class));
        } catch (RuntimeException | Error e) {
            // a failure is everybody's who waits for it, but nobody's who comes later
            sessions.remove(key, session);
            session.completeExceptionally(e);
        }
    }

    private boolean isUsable(CompletableFuture<AwsKeys> session) {
        if (session == null || session.isCompletedExceptionally()) {
            return false;
        }
        var keys = session.getNow(null);
        return keys == null
                || keys.expiresAt().minus(RENEW_BEFORE_END).isAfter(clock.instant());
    }

    private static AwsKeys join(CompletableFuture<AwsKeys> session) {
        try {
            return session.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
