package io.meterbridge.azure;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The keys that Entra signs with, per tenant. They are kept for an hour; a key nobody knows has them read again,
 * at most once a minute, so that invented keys cannot have Entra called without end. While Entra cannot be
 * reached the last ones stand for a day.
 */
@Component
class EntraKeys {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Duration USABLE = Duration.ofDays(1);

    private final UnaryOperator<String> read;
    private final InstantSource clock;
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();

    @Autowired
    EntraKeys(ProducerTemplate routes, InstantSource clock) {
        this(tenant -> routes.requestBody("direct:entra-keys-read", tenant, String.class), clock);
    }

    /** Keys that come from elsewhere, for tests. */
    EntraKeys(UnaryOperator<String> read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    /**
     * A key of a tenant by its id.
     *
     * @throws CredentialsUnavailable when the tenant's keys cannot be read
     */
    Optional<JWK> find(String tenantId, String keyId) {
        return tenants.computeIfAbsent(tenantId, Tenant::new).find(keyId);
    }

    /** One tenant's keys; whoever needs them while they are read waits for that one call. */
    private final class Tenant {

        private final String id;
        private JWKSet keys;
        private Instant readAt = Instant.MIN;
        private Instant triedAt = Instant.MIN;

        Tenant(String id) {
            this.id = id;
        }

        synchronized Optional<JWK> find(String keyId) {
            var now = clock.instant();
            var known = known(keyId);
            if (known.isPresent() && readAt.isAfter(now.minus(FRESH))) {
                return known;
            }
            if (!triedAt.isAfter(now.minus(AT_MOST_EVERY))) {
                refresh(now);
            }
            if (keys == null || readAt.isBefore(now.minus(USABLE))) {
                throw new CredentialsUnavailable("keys-unreadable", "The keys of the tenant cannot be read now");
            }
            return known(keyId);
        }

        private Optional<JWK> known(String keyId) {
            return Optional.ofNullable(keys == null ? null : keys.getKeyByKeyId(keyId));
        }

        private void refresh(Instant now) {
            triedAt = now;
            try {
                keys = JWKSet.parse(read.apply(id));
                readAt = now;
            } catch (ParseException | RuntimeException e) {
                if (keys == null) {
                    triedAt = Instant.MIN;
                    throw new CredentialsUnavailable("keys-unreadable",
                            "The keys of the tenant cannot be read: " + e.getMessage());
                }
            }
        }
    }
}
