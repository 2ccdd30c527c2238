package io.meterbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Proves("R-54")
class DataFolderTest {

    @TempDir
    Path parent;

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        new DataFolder(parent.resolve("new/data")).resolve("file");

        assertThat(permissions(parent.resolve("new/data"))).isEqualTo("rwx------");
    }

    @Test
    void keepsASecretThatIsMadeOnce() throws IOException {
        var folder = new DataFolder(parent);

        assertThat(folder.keepSecret("token", () -> "first")).isEqualTo("first");
        assertThat(folder.keepSecret("token", () -> "second")).isEqualTo("first");
        assertThat(permissions(parent.resolve("token"))).isEqualTo("rw-------");
        assertThat(parent).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void closesASecretThatSomebodyOpened() throws IOException {
        var file = parent.resolve("token");
        Files.writeString(file, "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(new DataFolder(parent).keepSecret("token", () -> "new")).isEqualTo("secret");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void saysWhatToDoWhenItCannotBeMade() throws IOException {
        var file = Files.writeString(parent.resolve("in-the-way"), "");

        assertThatThrownBy(() -> new DataFolder(file.resolve("data")).resolve("x"))
                .isInstanceOfSatisfying(StartRefused.class,
                        refused -> assertThat(refused.remedy()).contains("METERBRIDGE_DATA_DIR"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
