package io.meterbridge.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.BitSet;

/**
 * The 32 bytes under which every stored secret is sealed. Not a record, so that nothing prints
 * them.
 */
public final class MasterKey {

    /** AES-256. */
    static final int LENGTH_BYTES = 32;

    /**
     * Random keys have about thirty; a key with fewer was typed by hand or filled with a pattern.
     */
    private static final int FEWEST_DIFFERENT_BYTES = 12;

    private static final String ID_PURPOSE = "name of a meterbridge master key";

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key.
     *
     * @param base64 base64 of 32 random bytes
     * @throws WeakMasterKey when it is not base64, not 32 bytes long, or not random
     */
    public static MasterKey of(String base64) {
        var bytes = decode(base64);
        if (bytes.length != LENGTH_BYTES) {
            throw new WeakMasterKey("it has " + bytes.length + " bytes instead of " + LENGTH_BYTES);
        }
        var different = new BitSet(1 << Byte.SIZE);
        for (byte each : bytes) {
            different.set(Byte.toUnsignedInt(each));
        }
        if (different.cardinality() < FEWEST_DIFFERENT_BYTES) {
            throw new WeakMasterKey("its bytes are not random");
        }
        return new MasterKey(bytes);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // the cause would quote the key
            throw new WeakMasterKey("it is not base64");
        }
    }

    /** Base64 of a new random key. */
    static String generate() {
        var bytes = new byte[LENGTH_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Names the key without revealing it: part of a digest of it, so it needs no setting of its
     * own.
     */
    int id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ID_PURPOSE.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest.digest(bytes)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
