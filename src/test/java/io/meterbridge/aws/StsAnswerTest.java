package io.meterbridge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Proves("R-54")
class StsAnswerTest {

    @Test
    void leavesAreFoundByTheirNames() {
        var answer = read("<r xmlns='urn:x'><c><AccessKeyId> ASIA </AccessKeyId>"
                + "<SecretAccessKey>a&amp;b</SecretAccessKey></c></r>");

        assertThat(answer.text("AccessKeyId")).isEqualTo("ASIA");
        assertThat(answer.text("SecretAccessKey")).isEqualTo("a&b");
        assertThat(answer.text("c")).isNull();
    }

    @Test
    void whatIsNotXmlHasNoLeaves() {
        assertThat(read("").text("Code")).isNull();
        assertThat(read("{\"Code\":\"AccessDenied\"}").text("Code")).isNull();
        assertThat(read("<Error><Code>AccessDenied</Code>").text("Code")).isNull();
    }

    @Test
    void noFileIsReadBecauseAnAnswerNamesIt(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "what nobody may see");

        var answer = read("<!DOCTYPE r [<!ENTITY x SYSTEM '" + file.toUri() + "'>]><r><Code>&x;</Code></r>");

        assertThat(answer.text("Code")).isNull();
    }

    private static StsAnswer read(String xml) {
        return StsAnswer.read(xml.getBytes(UTF_8));
    }
}
