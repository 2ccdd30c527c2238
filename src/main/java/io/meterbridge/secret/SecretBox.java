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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Seals secrets with AES-256-GCM under the master key. A sealed value opens only under the
 * identity it was sealed for, so a copy of it in another row is worthless. Its first five bytes
 * name the key, which lets several keys be valid side by side.
 */
public final class SecretBox {

    private final Aead aead;

    /** A box that seals and opens with one key. */
    public SecretBox(MasterKey masterKey) {
        try {
            AeadConfig.register();
            this.aead = keysetOf(masterKey).getPrimitive(RegistryConfiguration.get(), Aead.class);
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

    private static KeysetHandle keysetOf(MasterKey masterKey) throws GeneralSecurityException {
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
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(masterKey.id()).makePrimary())
                .build();
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
