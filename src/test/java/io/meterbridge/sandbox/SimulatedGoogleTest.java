package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the simulated Google keeps to. */
class SimulatedGoogleTest extends GoogleCalls {

    private static final String FROM = "2026-03-10T11:00:00Z";
    private static final String TO = "2026-03-10T12:00:00Z";

    @Test
    void aTokenIsGivenForASignedJwtOnly() {
        assertThat(askForToken(claims(Map.of()), account).status()).isEqualTo(200);

        var stranger = GoogleServiceAccount.create(account.email(), account.keyId(), "");
        var forged = askForToken(claims(Map.of()), stranger);
        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aJwtThatSaysAnythingElseIsRefused(String name, Object value) {
        assertThat(askForToken(claims(Map.of(name, value)), account).status()).isEqualTo(400);
    }

    static Stream<Arguments> wrongClaims() {
        var now = NOW.getEpochSecond();
        return Stream.of(
                Arguments.of("iss", "nobody@example.com"),
                Arguments.of("aud", "https://oauth2.googleapis.com/token"),
                Arguments.of("scope", "openid"),
                Arguments.of("iat", now + 600),
                Arguments.of("exp", now - 1),
                Arguments.of("exp", now + 3601));
    }

    @Test
    void callsNeedATokenThatHasNotEndedOfAnAccountThatIsLinked() {
        var token = token();
        assertThat(check(token, CONSUMER).status()).isEqualTo(200);
        assertThat(check("another", CONSUMER).json().at("/error/status").asText())
                .isEqualTo("UNAUTHENTICATED");

        google.link(account.email(), false);
        assertThat(check(token, CONSUMER).status()).isEqualTo(403);
        google.link(account.email(), true);
        clock.advance(Duration.ofSeconds(3599));
        assertThat(check(token, CONSUMER).status()).isEqualTo(401);
        var renewed = token();
        google.revokeTokens();
        assertThat(check(renewed, CONSUMER).status()).isEqualTo(401);
    }

    @Test
    void aCheckSaysWhetherUsageOfAConsumerIsTaken() {
        var token = token();
        assertThat(check(token, CONSUMER).json().has("checkErrors")).isFalse();
        assertThat(check(token, "project:" + CONSUMER).json().at("/checkErrors/0/code").asText())
                .isEqualTo("CONSUMER_INVALID");
        entitlement.checkError("BILLING_DISABLED");
        assertThat(check(token, CONSUMER).json().at("/checkErrors/0/code").asText())
                .isEqualTo("BILLING_DISABLED");
        entitlement.withoutCheckErrors().cancelledAt(NOW);
        assertThat(check(token, CONSUMER).json().at("/checkErrors/0/code").asText())
                .isEqualTo("SERVICE_NOT_ACTIVATED");
    }

    @Test
    void anOperationIsBookedOnceHoweverOftenItComes() {
        var token = token();
        report(token, operation("a", FROM, TO, units(5)));
        var again = report(token, operation("a", FROM, TO, units(5)));

        assertThat(again.json().has("reportErrors")).isFalse();
        assertThat(google.totalUnits(CONSUMER, METRIC)).isEqualByComparingTo("5");
        assertThat(google.totalBilled(entitlement)).isEqualByComparingTo("0.05");
        assertThat(google.accepted()).extracting(ReportedUsage::timesReceived).containsExactly(2);
        assertThat(google.breaches()).isEmpty();
    }

    @Test
    void withoutDeduplicationItIsBookedEachTime() {
        google.deduplicates(false);
        var token = token();
        report(token, operation("a", FROM, TO, units(5)));
        report(token, operation("a", FROM, TO, units(5)));

        assertThat(google.totalUnits(CONSUMER, METRIC)).isEqualByComparingTo("10");
    }

    @Test
    void whatGoogleWouldBookWithoutAWordIsABreach() {
        var token = token();
        report(token, operation("a", FROM, TO, units(5)));
        report(token, operation("a", FROM, TO, units(6)));
        report(token, operation("b", "2026-03-10T11:59:59Z", "2026-03-10T12:05:00Z", units(1)));
        report(token, operation("c", "2026-03-01T07:30:00Z", "2026-03-01T08:30:00Z", units(1)));

        assertThat(google.breaches()).hasSize(3);
        assertThat(google.breaches().get(0)).contains("under the id a");
        assertThat(google.breaches().get(1)).contains("overlap");
        assertThat(google.breaches().get(2)).contains("month");
    }

    @Test
    void onlyTheOperationsThatFailedAreListed() {
        entitlement.doubleMetric(SERVICE + "/hours", BigDecimal.ONE);
        var answer = report(token(),
                operation("good", FROM, TO, units(5)),
                operation("nobody", "project_number:7", METRIC, FROM, TO, units(5)),
                operation("no-metric", CONSUMER, SERVICE + "/x", FROM, TO, units(5)),
                operation("no-double", CONSUMER, METRIC, FROM, TO, "\"doubleValue\":5"),
                operation("no-int", CONSUMER, SERVICE + "/hours", FROM, TO, units(5)),
                operation("double", CONSUMER, SERVICE + "/hours", FROM, TO, "\"doubleValue\":5"),
                operation("future", "2026-03-10T12:00:00Z", "2026-03-10T13:00:00Z", units(5)),
                operation("empty", TO, TO, units(5)));

        assertThat(failures(answer)).containsExactly(tuple("nobody", 5), tuple("no-metric", 3),
                tuple("no-double", 3), tuple("no-int", 3), tuple("future", 3), tuple("empty", 3));
        assertThat(google.accepted()).extracting(ReportedUsage::operationId)
                .containsExactly("good", "double");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "[]", "no json", "{\"operations\":[]}", "{\"operations\":[{\"operationId\":\"a\"}]}"})
    void aMalformedReportIsRefusedWhole(String body) {
        var answer = post(google.serviceControlUrl() + "/v1/services/" + SERVICE + ":report",
                token(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void wholeNumbersAreStringsAndOneMegabyteIsTheMost() {
        assertThat(report(token(), operation("a", FROM, TO, "\"int64Value\":5")).status())
                .isEqualTo(400);
        assertThat(report(token(), operation("a", FROM, TO, units(5)), " ".repeat(1_000_000))
                .status()).isEqualTo(413);
        assertThat(google.accepted()).isEmpty();
    }

    @Test
    void aServiceThatNobodySellsIsNotFound() {
        assertThat(post(google.serviceControlUrl() + "/v1/services/another:report", token(), "{}")
                .status()).isEqualTo(404);
    }

    @Test
    void afterACancellationTheTimeBeforeItIsTakenForAnHour() {
        entitlement.cancelledAt(Instant.parse("2026-03-10T12:00:00Z"));
        var token = token();

        assertThat(failures(report(token, operation("until", FROM, TO, units(5)))))
                .containsExactly(tuple("until", 3));
        assertThat(report(token, operation("before", FROM, "2026-03-10T11:59:59Z", units(5)))
                .json().has("reportErrors")).isFalse();
        clock.advance(Duration.ofMinutes(56));
        assertThat(failures(report(token,
                operation("late", "2026-03-10T10:00:00Z", FROM, units(5)))))
                .containsExactly(tuple("late", 9));
    }

    @Test
    void usageOfAClosedMonthIsBilledInTheNext() {
        entitlement.metric(METRIC, BigDecimal.ONE);
        clock.set(Instant.parse("2026-04-01T07:59:59Z"));
        report(token(), operation("in-time", "2026-04-01T06:00:00Z", "2026-04-01T07:00:00Z", units(1)));
        clock.set(Instant.parse("2026-04-01T08:00:00Z"));
        report(token(), operation("late", "2026-04-01T05:00:00Z", "2026-04-01T06:00:00Z", units(1)));

        assertThat(google.accepted()).extracting(ReportedUsage::month)
                .containsExactly(YearMonth.of(2026, 3), YearMonth.of(2026, 4));
    }

    @Test
    void faultsCanBeScriptedForEachCall() {
        var token = token();
        google.tokenFaults().next(1).throttle().next(1).serverError();
        assertThat(askForToken(claims(Map.of()), account).status()).isEqualTo(429);
        assertThat(askForToken(claims(Map.of()), account).status()).isEqualTo(503);

        google.checkFaults().next(1).serverError();
        assertThat(report(token, operation("a", FROM, TO, units(5))).status()).isEqualTo(200);
        assertThat(check(token, CONSUMER).status()).isEqualTo(503);

        google.reportFaults().next(1).partialBatch(1);
        assertThat(failures(report(token, operation("b", "2026-03-10T10:00:00Z", FROM, units(5)),
                operation("c", "2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z", units(5)))))
                .containsExactly(tuple("c", 14));

        google.reportFaults().next(1).loseAnswerAfterAccept();
        assertThatThrownBy(() -> report(token,
                operation("d", "2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z", units(5))))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(google.accepted()).extracting(ReportedUsage::operationId)
                .containsExactly("a", "b", "d");
        assertThat(SandboxClient.get(google.serviceControlUrl() + "/_sandbox/accepted").json())
                .hasSize(3);
    }

    @Test
    void aProvidersEntitlementsAreListedForItsOwnAccounts() {
        google.entitlement("provider-1", SERVICE, "entitlement-2", "project_number:43");
        google.entitlement("provider-2", "another", "entitlement-3", "project_number:44");
        var bearer = "Bearer " + token();
        var url = google.procurementUrl() + "/v1/providers/provider-1/entitlements";

        var first = SandboxClient.get(url + "?pageSize=1", "Authorization", bearer).json();
        assertThat(first.at("/entitlements/0/name").asText())
                .isEqualTo("providers/provider-1/entitlements/entitlement-1");
        var second = SandboxClient.get(url + "?pageSize=1&pageToken="
                + first.path("nextPageToken").asText(), "Authorization", bearer).json();
        assertThat(second.at("/entitlements/0/usageReportingId").asText())
                .isEqualTo("project_number:43");
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(SandboxClient.get(url + "/entitlement-1", "Authorization", bearer).json()
                .path("state").asText()).isEqualTo("ENTITLEMENT_ACTIVE");
        assertThat(SandboxClient.get(url + "/entitlement-3", "Authorization", bearer).status())
                .isEqualTo(404);
        assertThat(SandboxClient.get(google.procurementUrl()
                + "/v1/providers/provider-2/entitlements", "Authorization", bearer).status())
                .isEqualTo(403);
        assertThat(SandboxClient.get(url).status()).isEqualTo(401);
    }

    private static List<org.assertj.core.groups.Tuple> failures(SandboxClient.Reply answer) {
        var failures = new ArrayList<org.assertj.core.groups.Tuple>();
        answer.json().path("reportErrors").forEach(failure -> failures.add(tuple(
                failure.path("operationId").asText(), failure.at("/status/code").asInt())));
        return failures;
    }
}
