package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who may sign in at the simulated Entra: one application per tenant and client id, with a secret.
 * The tokens it issued are known to every simulator that shares it. Thread-safe.
 */
public final class EntraApplications {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    /**
     * An access token.
     *
     * @param audience the resource it is for
     */
    record Token(String text, String tenantId, String clientId, String audience, Instant expiresAt) {

        Duration lifetimeFrom(Instant now) {
            return Duration.between(now, expiresAt);
        }
    }

    /** Registers an application, or gives it a new secret. */
    public EntraApplications register(String tenantId, String clientId, String clientSecret) {
        secrets.put(key(tenantId, clientId), clientSecret);
        return this;
    }

    /** Ends every token at once, as when an administrator revokes them; secrets stay. */
    public void revokeTokens() {
        tokens.clear();
    }

    boolean knowsTenant(String tenantId) {
        return secrets.keySet().stream().anyMatch(key -> key.startsWith(tenantId + "/"));
    }

    /** The application's secret, or null. */
    String secretOf(String tenantId, String clientId) {
        return secrets.get(key(tenantId, clientId));
    }

    Token issue(String tenantId, String clientId, String audience, Instant now) {
        var text = "entra.token-" + issued.incrementAndGet() + ".of-" + clientId;
        var token = new Token(text, tenantId, clientId, audience, now.plus(LIFETIME));
        tokens.put(text, token);
        return token;
    }

    /** A token that still stands, or null. */
    Token find(String text, Instant now) {
        var token = text == null ? null : tokens.get(text);
        return token == null || !token.expiresAt().isAfter(now) ? null : token;
    }

    private static String key(String tenantId, String clientId) {
        return tenantId + "/" + clientId;
    }
}
