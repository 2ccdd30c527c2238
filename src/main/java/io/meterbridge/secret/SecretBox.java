package io.meterbridge.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Seals secrets with AES-256-GCM under the master key. A sealed value opens only under the
 * identity it was sealed for, so a copy of it in another row is worthless. Its first five bytes
 * name the key, which lets several keys be valid side by side: one seals, all open.
 */
public final class SecretBox {

    private static final byte TINK = 1;
    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final MasterKey current;
    private final boolean hasOldKeys;

    /** A box that seals and opens with one key. */
    public SecretBox(MasterKey masterKey) {
        this(masterKey, List.of());
    }

    /**
     * A box that seals with one key and opens with others too.
     *
     * @param old keys of before; the current one may be among them
     */
    public SecretBox(MasterKey current, List<MasterKey> old) {
        var others = old.stream().filter(each -> each.id() != current.id())
                .collect(Collectors.toMap(MasterKey::id, each -> each, (one, same) -> one)).values();
        try {
            AeadConfig.register();
            this.current = current;
            this.hasOldKeys = !others.isEmpty();
            this.aead = keysetOf(current, others).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key cannot be used", e);
        }
    }

    /**
     * The identity of the row that holds a sealed value, for {@link #seal} and {@link #open}.
     *
     * @param table the row's table
     * @param key   the columns of its primary key, in their order
     */
    public static String identityOf(String table, Object... key) {
        return Stream.concat(Stream.of(table), Stream.of(key))
                .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }

    /** Seals a secret for the row of that identity. Two seals of one secret differ. */
    public byte[] seal(String secret, String identity) {
        try {
            return aead.encrypt(bytesOf(secret), bytesOf(identity));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret of " + identity + " cannot be sealed", e);
        }
    }

    /**
     * Opens a sealed secret.
     *
     * @throws SealBroken when it was sealed for another identity or under another key, or was
     *     changed since
     */
    public String open(byte[] sealed, String identity) {
        try {
            return new String(aead.decrypt(sealed, bytesOf(identity)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new SealBroken(identity, e);
        }
    }

    /** Whether values may be sealed under another key than the current one. */
    public boolean hasOldKeys() {
        return hasOldKeys;
    }

    /** What every value begins with that is sealed under the current key. */
    public byte[] currentKeyPrefix() {
        return ByteBuffer.allocate(PREFIX_BYTES).put(TINK).putInt(current.id()).array();
    }

    private static KeysetHandle keysetOf(MasterKey current, Collection<MasterKey> old)
            throws GeneralSecurityException {
        var keys = KeysetHandle.newBuilder().addEntry(entryOf(current).makePrimary());
        for (var each : old) {
            keys.addEntry(entryOf(each));
        }
        return keys.build();
    }

    private static KeysetHandle.Builder.Entry entryOf(MasterKey masterKey) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(MasterKey.LENGTH_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(masterKey.bytes(), InsecureSecretKeyAccess.get()))
                .setIdRequirement(masterKey.id())
                .build();
        return KeysetHandle.importKey(key).withFixedId(masterKey.id());
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
