package io.meterbridge.marketplace.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.gcp.GcpCheckReply.Checked;
import io.meterbridge.marketplace.gcp.GcpCheckReply.Problem;
import io.meterbridge.marketplace.gcp.GcpCheckReply.Refused;
import io.meterbridge.marketplace.gcp.GcpCheckReply.Unreadable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every documented word of checkErrors, every HTTP status. */
@Proves("R-15")
class GcpCheckAnswersTest {

    private final RecordToSend item = of("project_number:1", 7);

    @Test
    void noProblemLetsTheReportGo() {
        assertThat(GcpCheckAnswers.of(200, new Checked(List.of()), null, item)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, wait {3}")
    @CsvSource(nullValues = "-", value = {
        // the buyer's side may change: the record waits
        "SERVICE_NOT_ACTIVATED,     LATER,   customer-not-entitled,          PT5M",
        "104,                       LATER,   customer-not-entitled,          PT5M",
        "BILLING_DISABLED,          LATER,   customer-project-misconfigured, PT1H",
        "107,                       LATER,   customer-project-misconfigured, PT1H",
        "PROJECT_DELETED,           LATER,   customer-project-misconfigured, PT1H",
        "108,                       LATER,   customer-project-misconfigured, PT1H",
        "PERMISSION_DENIED,         LATER,   customer-not-entitled,          PT1H",
        "7,                         LATER,   customer-not-entitled,          PT1H",
        "RESOURCE_EXHAUSTED,        LATER,   external-too-many-requests,     -",
        "8,                         LATER,   external-too-many-requests,     -",
        // the consumer is wrong: the units go back and the account is parked
        "PROJECT_INVALID,           REFUSED, missing-gcp-consumer-id,        -",
        "114,                       REFUSED, missing-gcp-consumer-id,        -",
        "CONSUMER_INVALID,          REFUSED, missing-gcp-consumer-id,        -",
        "125,                       REFUSED, missing-gcp-consumer-id,        -",
        "NOT_FOUND,                 REFUSED, missing-gcp-consumer-id,        -",
        "5,                         REFUSED, missing-gcp-consumer-id,        -",
        // words of other ways to call: the product's set-up
        "API_KEY_INVALID,           REFUSED, external-product-misconfigured, -",
        "API_KEY_EXPIRED,           REFUSED, external-product-misconfigured, -",
        "API_KEY_NOT_FOUND,         REFUSED, external-product-misconfigured, -",
        "IP_ADDRESS_BLOCKED,        REFUSED, external-product-misconfigured, -",
        "REFERER_BLOCKED,           REFUSED, external-product-misconfigured, -",
        "CLIENT_APP_BLOCKED,        REFUSED, external-product-misconfigured, -",
        "API_TARGET_BLOCKED,        REFUSED, external-product-misconfigured, -",
        "INVALID_CREDENTIAL,        REFUSED, external-product-misconfigured, -",
        // words this version does not know
        "BUDGET_EXCEEDED,           LATER,   unrecognized-exception,         PT1H",
        "LOAD_SHEDDING,             LATER,   unrecognized-exception,         PT1H",
        "VISIBILITY_DENIED,         LATER,   unrecognized-exception,         PT1H",
        "SECURITY_POLICY_VIOLATED,  LATER,   unrecognized-exception,         PT1H",
        "LOCATION_POLICY_VIOLATED,  LATER,   unrecognized-exception,         PT1H",
        "ERROR_CODE_UNSPECIFIED,    LATER,   unrecognized-exception,         PT1H",
        "A_WORD_OF_TOMORROW,        LATER,   unrecognized-exception,         PT1H",
    })
    void aProblemThatSpeaksAgainstTheReport(
            String code, Outcome outcome, String reason, Duration wait) {
        var answer = GcpCheckAnswers.of(200, checked(code), null, item).orElseThrow();

        assertThat(answer.recordId()).isEqualTo(item.id());
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.retryAfter()).isEqualTo(wait);
        assertThat(answer.code()).isEqualTo("check-" + code);
    }

    @ParameterizedTest
    @CsvSource({"NAMESPACE_LOOKUP_UNAVAILABLE", "300", "SERVICE_STATUS_UNAVAILABLE", "301",
        "BILLING_STATUS_UNAVAILABLE", "302", "CLOUD_RESOURCE_MANAGER_BACKEND_UNAVAILABLE", "305"})
    @Proves("R-22")
    void whatGoogleCouldNotLookUpLetsTheReportGo(String code) {
        assertThat(GcpCheckAnswers.of(200, checked(code), null, item)).isEmpty();
    }

    @Test
    void aRealProblemCountsBesideOneThatDoesNot() {
        assertThat(GcpCheckAnswers.of(
                200, checked("BILLING_STATUS_UNAVAILABLE", "BILLING_DISABLED"), null, item))
                .get().extracting(Answer::code).isEqualTo("check-BILLING_DISABLED");
    }

    @ParameterizedTest(name = "HTTP {0}: {1}")
    @CsvSource(nullValues = "-", value = {
        "400, REFUSED,     invalid-request",
        "401, CREDENTIALS, external-access-denied",
        "403, CREDENTIALS, external-access-denied",
        "404, REFUSED,     invalid-product-code",
        "413, REFUSED,     invalid-request",
        "429, LATER,       external-too-many-requests",
    })
    void aCheckThatWasRefusedSpeaksForTheReportToo(int status, Outcome outcome, String reason) {
        for (var reply : List.of(new Unreadable(), new Refused("A_NAME", "a sentence"))) {
            var answer = GcpCheckAnswers.of(status, reply, Duration.ofSeconds(3), item).orElseThrow();
            assertThat(answer.outcome()).isEqualTo(outcome);
            assertThat(answer.reason()).isEqualTo(reason);
            assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "302", "405", "408", "409", "500", "502", "503", "504"})
    @Proves("R-22")
    void aCheckThatWasNotAnsweredLetsTheReportGo(int status) {
        assertThat(GcpCheckAnswers.of(status, new Unreadable(), null, item)).isEmpty();
    }

    private static Checked checked(String... codes) {
        return new Checked(Arrays.stream(codes).map(code -> new Problem(code, "{}")).toList());
    }
}
