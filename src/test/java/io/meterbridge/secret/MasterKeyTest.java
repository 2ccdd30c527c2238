package io.meterbridge.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.config.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-54")
class MasterKeyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, -1, 'a'})
    void aKeyOfEqualBytesIsRefused(byte filling) {
        var bytes = new byte[MasterKey.LENGTH_BYTES];
        Arrays.fill(bytes, filling);

        assertThatThrownBy(() -> MasterKey.of(base64(bytes)))
                .isInstanceOf(WeakMasterKey.class).hasMessageContaining("not random");
    }

    @Test
    void aKeyOfARepeatedPatternIsRefused() {
        assertThatThrownBy(() -> MasterKey.of(base64("changeme".repeat(4).getBytes())))
                .isInstanceOf(WeakMasterKey.class).hasMessageContaining("not random");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void aKeyOfAnotherLengthIsRefused(int length) {
        assertThatThrownBy(() -> MasterKey.of(base64(new byte[length])))
                .isInstanceOf(WeakMasterKey.class)
                .hasMessageContaining("it has " + length + " bytes");
    }

    @Test
    void whatIsNotBase64IsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> MasterKey.of("my#secret"))
                .isInstanceOf(WeakMasterKey.class)
                .hasMessageContaining("not base64")
                .hasMessageNotContaining("my#secret")
                .hasNoCause();
    }

    @Test
    void refusedKeysSayHowToMakeAGoodOne() {
        assertThatThrownBy(() -> MasterKey.of("")).isInstanceOfSatisfying(WeakMasterKey.class,
                refused -> assertThat(refused.remedy()).contains("openssl rand -base64 32"));
    }

    @Test
    void generatedKeysAreGoodAndDiffer() {
        for (int i = 0; i < 1000; i++) {
            assertThat(MasterKey.of(MasterKey.generate()).bytes()).hasSize(MasterKey.LENGTH_BYTES);
        }
        assertThat(MasterKey.generate()).isNotEqualTo(MasterKey.generate());
    }

    @Test
    void aKeyDoesNotPrintItself() {
        var text = MasterKey.generate();

        assertThat(MasterKey.of(text).toString()).doesNotContain(text);
    }

    @Test
    void anEmbeddedDatabaseGetsAKeyOfItsOwnOnce() throws IOException {
        var data = new DataFolder(folder);

        var first = SecretConfiguration.masterKey("", true, data);
        var second = SecretConfiguration.masterKey(null, true, data);

        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherDatabaseNeedsAKeyToBeSet() {
        assertThatThrownBy(() -> SecretConfiguration.masterKey(" ", false, new DataFolder(folder)))
                .isInstanceOf(WeakMasterKey.class).hasMessageContaining("it is not set");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aKeyThatIsSetIsUsedAlsoWithAnEmbeddedDatabase() {
        var text = MasterKey.generate();

        assertThat(SecretConfiguration.masterKey(text, true, new DataFolder(folder)).bytes())
                .isEqualTo(MasterKey.of(text).bytes());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWeakOldKeyIsRefusedByItsOwnName() {
        var good = MasterKey.generate();

        assertThat(SecretConfiguration.oldKeys(List.of(good, " "))).hasSize(1);
        assertThatThrownBy(() -> SecretConfiguration.oldKeys(List.of(good, "short")))
                .isInstanceOf(WeakMasterKey.class)
                .hasMessageContaining("METERBRIDGE_OLD_MASTER_KEYS").hasMessageNotContaining("short");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
