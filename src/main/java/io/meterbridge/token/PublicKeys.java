package io.meterbridge.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The keys that one signer publishes. They are kept for an hour; a key nobody knows has them read again, at most
 * once a minute, so that invented keys cannot have the signer called without end. While it cannot be reached the
 * last ones stand for a day. Whoever needs them while they are read waits for that one call.
 */
public final class PublicKeys {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Duration USABLE = Duration.ofDays(1);

    private final String signer;
    private final Source source;
    private final InstantSource clock;
    private JWKSet keys;
    private Instant readAt = Instant.MIN;
    private Instant triedAt = Instant.MIN;

    /** Where the keys are read. */
    @FunctionalInterface
    public interface Source {

        /** What is published now; any failure counts as unreadable. */
        JWKSet read() throws ParseException;
    }

    /**
     * Keys of a signer.
     *
     * @param signer what it is called in errors, for example {@code the tenant}
     */
    public PublicKeys(String signer, Source source, InstantSource clock) {
        this.signer = signer;
        this.source = source;
        this.clock = clock;
    }

    /**
     * A key by its id.
     *
     * @throws CredentialsUnavailable when the keys cannot be read
     */
    public synchronized Optional<JWK> find(String keyId) {
        var now = clock.instant();
        var known = known(keyId);
        if (known.isPresent() && readAt.isAfter(now.minus(FRESH))) {
            return known;
        }
        if (!triedAt.isAfter(now.minus(AT_MOST_EVERY))) {
            refresh(now);
        }
        if (keys == null || readAt.isBefore(now.minus(USABLE))) {
            throw new CredentialsUnavailable("keys-unreadable", "The keys of " + signer + " cannot be read now");
        }
        return known(keyId);
    }

    private Optional<JWK> known(String keyId) {
        return Optional.ofNullable(keys == null ? null : keys.getKeyByKeyId(keyId));
    }

    private void refresh(Instant now) {
        triedAt = now;
        try {
            keys = source.read();
            readAt = now;
        } catch (ParseException | RuntimeException e) {
            if (keys == null) {
                triedAt = Instant.MIN;
                throw new CredentialsUnavailable("keys-unreadable",
                        "The keys of " + signer + " cannot be read: " + e.getMessage());
            }
        }
    }
}
