package io.meterbridge.api.security;

import io.meterbridge.api.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * Client secrets as hashes. One that was made here is too random to be found by trying, so it is hashed once with
 * SHA-256, as tokens are. One that a human may have chosen is hashed with PBKDF2: a check costs a good part of a
 * second of one core on purpose, so only a few run side by side, and a storm of sign-ins cannot take the machine from
 * the metering.
 */
public final class ClientSecrets {

    private static final String MADE_HERE = "sha256:";
    private static final int SIDE_BY_SIDE = 4;
    private static final int WAITING = 64;
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final PasswordEncoder slow = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobodysHash = hash(newSecret());
    private final Semaphore working = new Semaphore(SIDE_BY_SIDE, true);

    /** A new secret of 256 random bits. */
    public String newSecret() {
        return TokenHash.newSecret();
    }

    /** The hash to store of a secret that {@link #newSecret} made. */
    public String hash(String secret) {
        return MADE_HERE + HexFormat.of().formatHex(TokenHash.of(secret));
    }

    /** The hash to store of a secret that somebody chose. */
    String hashOfChosen(String secret) {
        return limited(() -> slow.encode(secret));
    }

    /**
     * Whether a secret has this hash. A null hash takes as long as a seller's and is always false, so that the time
     * of an answer does not tell which sellers' client ids exist.
     */
    boolean matches(String secret, String hash) {
        return isOf(secret, hash == null ? nobodysHash : hash) && hash != null;
    }

    private boolean isOf(String secret, String hash) {
        if (hash.startsWith(MADE_HERE)) {
            return MessageDigest.isEqual(bytes(hash(secret)), bytes(hash));
        }
        return limited(() -> slow.matches(secret, hash));
    }

    private static byte[] bytes(String hash) {
        return hash.getBytes(StandardCharsets.US_ASCII);
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
