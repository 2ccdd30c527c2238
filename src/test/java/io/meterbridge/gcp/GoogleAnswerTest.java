package io.meterbridge.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.gcp.GcpCheckReply;
import io.meterbridge.marketplace.gcp.GcpReportReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves({"R-15", "M-13"})
class GoogleAnswerTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reportErrors\":[]}", "{\"reportErrors\":null}",
        "{\"serviceConfigId\":\"2026-03-01r0\",\"somethingNew\":[1]}"})
    void aReportWithoutErrorsTookEverything(String body) {
        assertThat(report(200, body)).isEqualTo(new GcpReportReply.Reported(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "{", "{} {}", "<html>It works!</html>",
        "{\"reportErrors\":{}}", "{\"reportErrors\":\"none\"}", "{\"error\":{\"code\":500}}",
        "{\"reportErrors\":[],\"reportErrors\":[{\"operationId\":\"a\"}]}"})
    void whatGoogleWouldNotSayIsUnreadable(String body) {
        assertThat(report(200, body)).isInstanceOf(GcpReportReply.Unreadable.class);
    }

    @Test
    void everyFailureIsKeptWithGooglesOwnWords() {
        var reply = (GcpReportReply.Reported) report(200, """
                {"reportErrors":[{"operationId":"a","status":{"code":3,"message":"Bad"}},
                 {"operationId":"b","status":{}},{"status":{"code":5}},{"operationId":7},"odd"]}""");

        assertThat(reply.failures()).extracting(GcpReportReply.Failure::operationId)
                .containsExactly("a", "b", null, null, null);
        assertThat(reply.failures()).extracting(GcpReportReply.Failure::code)
                .containsExactly(3, null, 5, null, null);
        assertThat(reply.failures().get(0).json()).contains("\"message\":\"Bad\"");
    }

    @Test
    void aRefusalHasGooglesName() {
        assertThat(report(400, "{\"error\":{\"code\":400,\"message\":\"M\",\"status\":\"INVALID_ARGUMENT\"}}"))
                .isEqualTo(new GcpReportReply.Refused("INVALID_ARGUMENT", "M"));
        assertThat(report(400, "{\"error\":\"x\"}")).isInstanceOf(GcpReportReply.Unreadable.class);
        assertThat(report(502, "<html>")).isInstanceOf(GcpReportReply.Unreadable.class);
    }

    @Test
    void problemsOfACheckAreNamedOrNumbered() {
        var reply = (GcpCheckReply.Checked) check(200, """
                {"checkErrors":[{"code":"BILLING_DISABLED"},{"code":104},{"detail":"none"},
                 {"code":"a word\\nwith a line"}]}""");

        assertThat(reply.problems()).extracting(GcpCheckReply.Problem::code).containsExactly(
                "BILLING_DISABLED", "104", "ERROR_CODE_UNSPECIFIED", "ERROR_CODE_UNSPECIFIED");
        assertThat(check(200, "{}")).isEqualTo(new GcpCheckReply.Checked(List.of()));
        assertThat(check(200, "no json")).isInstanceOf(GcpCheckReply.Unreadable.class);
        assertThat(check(403, "{\"error\":{\"status\":\"PERMISSION_DENIED\"}}"))
                .isEqualTo(new GcpCheckReply.Refused("PERMISSION_DENIED", null));
    }

    private static GcpReportReply report(int status, String body) {
        return GoogleAnswer.report(status, body.getBytes(UTF_8));
    }

    private static GcpCheckReply check(int status, String body) {
        return GoogleAnswer.check(status, body.getBytes(UTF_8));
    }
}
