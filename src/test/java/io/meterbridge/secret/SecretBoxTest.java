package io.meterbridge.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Proves("R-54")
class SecretBoxTest {

    private static final String SECRET = "sk_live_ünïcode";

    private final UUID seller = UUID.randomUUID();
    private final String row = SecretBox.identityOf("integration", seller, "orb");
    private final MasterKey key = MasterKey.of(MasterKey.generate());
    private final SecretBox box = new SecretBox(key);

    @Test
    void opensWhatItSealed() {
        assertThat(box.open(box.seal(SECRET, row), row)).isEqualTo(SECRET);
        assertThat(box.open(box.seal("", row), row)).isEmpty();
    }

    @Test
    void opensAfterARestartWithTheSameKey() {
        var sealed = box.seal(SECRET, row);

        assertThat(new SecretBox(MasterKey.of(Base64.getEncoder().encodeToString(key.bytes())))
                .open(sealed, row)).isEqualTo(SECRET);
    }

    @Test
    void aSealedValueCopiedToAnotherRowDoesNotOpen() {
        var sealed = box.seal(SECRET, row);

        assertBroken(sealed, SecretBox.identityOf("integration", UUID.randomUUID(), "orb"));
        assertBroken(sealed, SecretBox.identityOf("integration", seller, "aws"));
        assertBroken(sealed, SecretBox.identityOf("webhook_endpoint", seller, "orb"));
        assertBroken(sealed, "");
    }

    @Test
    void aSealedValueDoesNotOpenUnderAnotherKey() {
        var sealed = box.seal(SECRET, row);
        var other = new SecretBox(MasterKey.of(MasterKey.generate()));

        assertThatThrownBy(() -> other.open(sealed, row)).isInstanceOf(SealBroken.class);
    }

    @Test
    void aSealedValueChangedInAnyByteDoesNotOpen() {
        var sealed = box.seal(SECRET, row);

        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertBroken(changed, row);
        }
        assertBroken(Arrays.copyOf(sealed, sealed.length - 1), row);
        assertBroken(new byte[0], row);
    }

    @Test
    void twoSealsOfOneSecretHaveNothingInCommonButTheKeysName() {
        var seals = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            var sealed = box.seal(SECRET, row);
            assertThat(Arrays.copyOf(sealed, 5))
                    .isEqualTo(Arrays.copyOf(box.seal("other", row), 5));
            seals.add(Arrays.toString(Arrays.copyOfRange(sealed, 5, 17)));
        }
        assertThat(seals).hasSize(1000);
    }

    @Test
    void keysHaveDifferentNamesSoThatSeveralCanBeValid() {
        var other = new SecretBox(MasterKey.of(MasterKey.generate()));

        assertThat(Arrays.copyOf(box.seal(SECRET, row), 5))
                .isNotEqualTo(Arrays.copyOf(other.seal(SECRET, row), 5));
    }

    @Test
    void whatAnOldKeySealedOpensAndWhatIsSealedNowNeedsTheCurrentOne() {
        var current = MasterKey.of(MasterKey.generate());
        var rotating = new SecretBox(current, List.of(MasterKey.of(MasterKey.generate()), key, current));
        var old = box.seal(SECRET, row);

        assertThat(rotating.open(old, row)).isEqualTo(SECRET);
        assertThat(new SecretBox(current).open(rotating.seal(SECRET, row), row)).isEqualTo(SECRET);
        assertThatThrownBy(() -> rotating.open(old, "elsewhere")).isInstanceOf(SealBroken.class);
        assertThat(rotating.hasOldKeys()).isTrue();
        assertThat(new SecretBox(current, List.of(current)).hasOldKeys()).isFalse();
    }

    @Test
    void aSealedValueSaysWhichKeyItNeeds() {
        assertThat(box.seal(SECRET, row)).startsWith(box.currentKeyPrefix());
        assertThat(new SecretBox(MasterKey.of(MasterKey.generate()), List.of(key)).currentKeyPrefix())
                .isNotEqualTo(box.currentKeyPrefix());
    }

    @Test
    void theSecretIsNeitherInTheSealedValueNorInAFailure() {
        var sealed = box.seal(SECRET, row);

        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("sk_live");
        assertThatThrownBy(() -> box.open(sealed, "elsewhere"))
                .hasMessageNotContaining("sk_live").hasMessageContaining("elsewhere");
    }

    @Test
    void identitiesOfDifferentRowsNeverReadTheSame() {
        assertThat(SecretBox.identityOf("a", "b/c", "d"))
                .isNotEqualTo(SecretBox.identityOf("a", "b", "c/d"));
        assertThat(SecretBox.identityOf("a", "b%2Fc"))
                .isNotEqualTo(SecretBox.identityOf("a", "b/c"));
        assertThat(SecretBox.identityOf("integration", seller, "orb"))
                .isEqualTo("integration/" + seller + "/orb");
    }

    private void assertBroken(byte[] sealed, String identity) {
        assertThatThrownBy(() -> box.open(sealed, identity)).isInstanceOf(SealBroken.class);
    }
}
