package io.meterbridge.api.security;

import io.meterbridge.api.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * Client secrets as PBKDF2 hashes. One check costs a good part of a second of one core on purpose, so only
 * a few run side by side: guessing, or a storm of sign-ins, cannot take the machine from the metering.
 */
public final class ClientSecrets {

    private static final int SIDE_BY_SIDE = 4;
    private static final int WAITING = 64;
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final PasswordEncoder encoder = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobodysHash = encoder.encode(TokenHash.newSecret());
    private final Semaphore working = new Semaphore(SIDE_BY_SIDE, true);

    /** A new secret of 256 random bits. */
    public String newSecret() {
        return TokenHash.newSecret();
    }

    /** The hash to store. */
    public String hash(String secret) {
        return limited(() -> encoder.encode(secret));
    }

    /**
     * Whether a secret has this hash. A null hash takes as long and is always false, so that the time of an
     * answer does not tell which client ids exist.
     */
    boolean matches(String secret, String hash) {
        return limited(() -> encoder.matches(secret, hash == null ? nobodysHash : hash)) && hash != null;
    }

    private <T> T limited(Supplier<T> work) {
        if (working.getQueueLength() >= WAITING) {
            throw ProblemException.tooMany("Too many sign-ins at once.", BUSY);
        }
        working.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            working.release();
        }
    }
}
