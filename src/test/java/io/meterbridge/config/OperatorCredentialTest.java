package io.meterbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Proves("R-54")
@ExtendWith(OutputCaptureExtension.class)
class OperatorCredentialTest {

    @TempDir
    Path folder;

    @Test
    void theOneThatIsSetIsUsedAndNoneIsKept() {
        runner().withPropertyValues(
                        "meterbridge.operator.client-id=ops", "meterbridge.operator.secret=s3cret")
                .run(
                        context -> {
                            assertThat(context.getBean(OperatorCredential.class))
                                    .isEqualTo(new OperatorCredential("ops", "s3cret"));
                            assertThat(folder).isEmptyDirectory();
                        });
    }

    @Test
    void withoutOneItIsMadeOnceAndItsPlaceIsShownButNotItself(CapturedOutput output) {
        runner().run(first -> runner().run(second -> {
            var credential = first.getBean(OperatorCredential.class);
            assertThat(credential.secret()).hasSizeGreaterThan(40);
            assertThat(second.getBean(OperatorCredential.class)).isEqualTo(credential);
            assertThat(output).contains(folder.resolve("operator-credential.json").toString())
                    .doesNotContain(credential.secret());
            assertThat(credential.toString()).doesNotContain(credential.secret());
        }));
    }

    @Test
    void halfOfOneIsRefused() {
        runner().withPropertyValues("meterbridge.operator.client-id=ops")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasRootCauseMessage(
                                                "METERBRIDGE_OPERATOR_CLIENT_ID and"
                                                    + " METERBRIDGE_OPERATOR_SECRET are set"
                                                    + " together or not at all")
                                        .hasStackTraceContaining(
                                                BindException.class.getSimpleName()));
    }

    @Test
    void aDamagedFileIsNamedAndNotQuoted() throws IOException {
        var data = new DataFolder(folder);
        Files.writeString(data.resolve("operator-credential.json"), "{\"client_secret\": s3cret");

        assertThatThrownBy(() -> OperatorCredentialFile.in(data))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("operator-credential.json is not JSON")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void anIncompleteFileIsNamed() throws IOException {
        var data = new DataFolder(folder);
        Files.writeString(
                data.resolve("operator-credential.json"), "{\"client_id\": \"operator\"}");

        assertThatThrownBy(() -> OperatorCredentialFile.in(data))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("lacks client_id or client_secret");
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(SettingsConfiguration.class)
                .withPropertyValues("meterbridge.data-dir=" + folder);
    }
}
