package io.meterbridge.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Under which key a message is stored once. */
final class MessageKey {

    private static final int LONGEST = 300;

    private MessageKey() {
    }

    /** The marketplace's own id, else what the transport calls the message, else what it says. */
    static String of(String ownKey, RawMessage message) {
        if (ownKey != null) {
            return storable(ownKey);
        }
        if (message.transportId() != null) {
            return storable(message.transport() + ":" + message.transportId());
        }
        return hash(message.body());
    }

    /** A column of text takes neither a NUL nor a novel; whoever sends one shall not block the queue. */
    static String bounded(String text) {
        if (text == null) {
            return null;
        }
        var clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    private static String storable(String key) {
        return key.equals(bounded(key)) ? key : hash(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
