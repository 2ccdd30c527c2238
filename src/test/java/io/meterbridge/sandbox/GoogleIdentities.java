package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who may call the simulated Google services: service accounts and the tokens they got. */
final class GoogleIdentities {

    static final Duration TOKEN_LIFETIME = Duration.ofSeconds(3599);

    private final InstantSource clock;
    private final Map<String, GoogleServiceAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Set<String> unlinked = ConcurrentHashMap.newKeySet();
    private final AtomicLong issued = new AtomicLong();

    GoogleIdentities(InstantSource clock) {
        this.clock = clock;
    }

    private record Token(String email, Instant expiresAt) {
    }

    GoogleServiceAccount add(String email, String tokenUri) {
        var account = GoogleServiceAccount.create(email, "key-" + email.hashCode(), tokenUri);
        accounts.put(email, account);
        return account;
    }

    void remove(String email) {
        accounts.remove(email);
    }

    /** Takes from an account, or gives it back, the right to use any service. */
    void link(String email, boolean linked) {
        if (linked) {
            unlinked.remove(email);
        } else {
            unlinked.add(email);
        }
    }

    GoogleServiceAccount find(String email) {
        return accounts.get(email);
    }

    String issue(String email) {
        var token = "ya29.sandbox-" + issued.incrementAndGet();
        tokens.put(token, new Token(email, clock.instant().plus(TOKEN_LIFETIME)));
        return token;
    }

    long issuedSoFar() {
        return issued.get();
    }

    /** Makes every token so far worthless, as a revoked key does. */
    void revokeTokens() {
        tokens.clear();
    }

    /** Whose token a request carries; {@link GoogleRefusal} when it may not call. */
    String caller(SandboxRequest request) {
        var header = request.header("Authorization");
        var token = header != null && header.startsWith("Bearer ")
                ? tokens.get(header.substring("Bearer ".length())) : null;
        if (token == null || !clock.instant().isBefore(token.expiresAt())) {
            throw GoogleRefusal.unauthenticated();
        }
        if (unlinked.contains(token.email()) || !accounts.containsKey(token.email())) {
            throw GoogleRefusal.denied("The caller does not have permission");
        }
        return token.email();
    }
}
