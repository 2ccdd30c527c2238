package io.meterbridge.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.attempted;
import static io.meterbridge.marketplace.gcp.GcpRecords.batchOf;
import static io.meterbridge.marketplace.gcp.GcpRecords.identity;
import static io.meterbridge.marketplace.gcp.GcpRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.GoogleEntitlement;
import io.meterbridge.sandbox.ReportedUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitGcpTest extends GcpRoutes {

    private GoogleEntitlement first;
    private GoogleEntitlement second;

    @BeforeEach
    void twoBuyers() {
        first = buyer();
        second = buyer();
    }

    @Test
    @Proves("R-15")
    void aBatchIsCheckedAndReportedInOneCall() {
        var batch = batch(of(first, 7), of(second, 8));

        var answers = submit(batch);

        assertThat(answers).extracting(Answer::recordId)
                .containsExactly(batch.records().get(0).id(), batch.records().get(1).id());
        assertThat(answers).extracting(Answer::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(answers).extracting(Answer::cloudRecordId)
                .containsExactly(booked(first).operationId(), booked(second).operationId());
        assertThat(units(first)).isEqualTo(7);
        assertThat(units(second)).isEqualTo(8);
        assertThat(checksOf(first)).isEqualTo(1);
        assertThat(reportsOf(first)).hasSize(1).isEqualTo(reportsOf(second));
    }

    @Test
    @Proves({"R-17", "M-10"})
    void googleReceivesExactlyTheseBytes() {
        submit(batch(of(first, 1250)));

        var id = booked(first).operationId();
        assertThat(reportsOf(first)).containsExactly("{\"operations\":[{\"operationId\":\"" + id
                + "\",\"operationName\":\"orb-usage\",\"consumerId\":\"" + first.usageReportingId()
                + "\",\"startTime\":\"2026-11-20T13:00:00Z\",\"endTime\":\"2026-11-20T14:00:00Z\","
                + "\"metricValueSets\":[{\"metricName\":\"" + METRIC
                + "\",\"metricValues\":[{\"int64Value\":\"1250\"}]}]}]}");
        var report = GOOGLE.reports().get(GOOGLE.reports().size() - 1);
        assertThat(report.path()).isEqualTo("/v1/services/" + SERVICE + ":report");
        assertThat(report.headers()).containsEntry("Content-Type", List.of("application/json"));
        assertThat(report.headers()).doesNotContainKeys("Transfer-Encoding", "Cookie");
    }

    @Test
    void aCheckNamesTheSameOperationWithoutItsUnits() {
        submit(batch(of(first, 1250)));

        var check = GOOGLE.requests().stream().filter(request -> request.path().endsWith(":check"))
                .filter(request -> request.body().contains(first.usageReportingId())).findFirst();
        assertThat(check).get().extracting(request -> request.body()).isEqualTo(
                "{\"operation\":{\"operationId\":\"" + booked(first).operationId()
                + "\",\"operationName\":\"orb-usage\",\"consumerId\":\"" + first.usageReportingId()
                + "\",\"startTime\":\"2026-11-20T13:00:00Z\",\"endTime\":\"2026-11-20T14:00:00Z\"}}");
    }

    @Test
    void aMetricOfDoublesGetsADouble() {
        first.doubleMetric(SERVICE + "/hours", BigDecimal.ONE);

        assertThat(submit(batch(record(identity(SERVICE, first.usageReportingId(), "double"),
                SERVICE + "/hours", HOUR, 7)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(GOOGLE.totalUnits(first.usageReportingId(), SERVICE + "/hours"))
                .isEqualByComparingTo("7");
        assertThat(reportsOf(first).get(0)).contains("{\"doubleValue\":7}");
    }

    @Test
    @Proves({"R-11", "M-16"})
    void everyResendIsByteIdenticalAndBilledOnce() {
        var batch = batch(of(first, 7));
        GOOGLE.reportFaults().next(2).loseAnswerAfterAccept();

        var outcomes = Stream.of(submit(batch), submit(batch), submit(batch))
                .map(answers -> answers.get(0).outcome()).toList();

        assertThat(outcomes).containsExactly(Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.ACCEPTED);
        assertThat(reportsOf(first)).hasSize(3).containsOnly(reportsOf(first).get(0));
        assertThat(units(first)).isEqualTo(7);
        assertThat(GOOGLE.breaches()).isEmpty();
    }

    @Test
    @Proves({"M-16", "M-13"})
    void aResendIsNotHeldBackByACheck() {
        first.checkError("BILLING_DISABLED");
        var resend = attempted(of(first, 7).identity(), METRIC, HOUR, 7, true, 1);

        assertThat(submit(batch(resend))).extracting(Answer::outcome).containsExactly(Outcome.ACCEPTED);
        assertThat(checksOf(first)).isZero();
    }

    @Test
    @Proves("R-15")
    void mixedFatesStayApart() {
        var stopped = buyer().checkError("BILLING_DISABLED");
        var unknownMetric = record(of(second, 1).identity(), SERVICE + "/another", HOUR, 2);

        assertThat(submit(batch(of(stopped, 1), of(first, 1), unknownMetric)))
                .extracting(Answer::outcome, Answer::code, Answer::reason).containsExactly(
                        tuple(Outcome.LATER, "check-BILLING_DISABLED",
                                "customer-project-misconfigured"),
                        tuple(Outcome.ACCEPTED, "reported", null),
                        tuple(Outcome.REFUSED, "report-error-3", "invalid-request"));
        assertThat(reportsOf(stopped)).isEmpty();
        assertThat(units(first)).isEqualTo(1);
    }

    @Test
    @Proves("R-15")
    void whenEveryCheckSpeaksAgainstItNothingIsReported() {
        var before = GOOGLE.reports().size();
        first.checkError("CONSUMER_INVALID");
        second.checkError("SERVICE_NOT_ACTIVATED");

        assertThat(submit(batch(of(first, 1), of(second, 2))))
                .extracting(Answer::outcome, Answer::reason).containsExactly(
                        tuple(Outcome.REFUSED, "missing-gcp-consumer-id"),
                        tuple(Outcome.LATER, "customer-not-entitled"));
        assertThat(GOOGLE.reports()).hasSize(before);
    }

    @Test
    @Proves("R-22")
    void whereGoogleCannotLookTheReportDecides() {
        first.checkError("SERVICE_STATUS_UNAVAILABLE");

        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    @Proves("R-22")
    void checksThatAreNotAnsweredAreAskedOnlyOnceForABatch() {
        GOOGLE.checkFaults().always().serverError();

        assertThat(submit(batch(of(first, 1), of(second, 2)))).extracting(Answer::outcome)
                .containsOnly(Outcome.ACCEPTED);
        assertThat(checksOf(first) + checksOf(second)).isEqualTo(1);
    }

    @Test
    @Proves("R-22")
    void aCheckThatIsLostOrSilentLetsTheReportGo() {
        GOOGLE.checkFaults().next(1).closeWithoutAnswer().next(1).garbage();
        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(submit(batch(of(second, 1)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);

        var silence = GOOGLE.checkFaults().next(1).holdAfterWork();
        var third = buyer();
        try {
            assertThat(submit(batch(of(third, 1)))).extracting(Answer::outcome)
                    .containsExactly(Outcome.ACCEPTED);
        } finally {
            silence.release();
        }
    }

    @Test
    @Proves("R-22")
    void aThrottledCheckHoldsTheWholeBatchAndGoogleSaysHowLong() {
        GOOGLE.checkFaults().next(1).answer(429, Map.of("Retry-After", "9"), "{}");

        assertThat(submit(batch(of(first, 1), of(second, 2))))
                .extracting(Answer::outcome, Answer::retryAfter)
                .containsOnly(tuple(Outcome.LATER, Duration.ofSeconds(9)));
        assertThat(units(first) + units(second)).isZero();
    }

    @Test
    void aContractThatHasEndedIsReportedUnchecked() {
        var lastHour = Instant.parse("2026-11-20T12:00:00Z");
        first.cancelledAt(Instant.parse("2026-11-20T13:30:00Z"));
        var last = record(of(first, 1).identity(), METRIC, lastHour, 3);

        assertThat(submit(batch(last))).extracting(Answer::code)
                .containsExactly("check-SERVICE_NOT_ACTIVATED");
        assertThat(submitUnchecked(batch(last))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(checksOf(first)).isEqualTo(1);
    }

    @Test
    @Proves("R-15")
    void whatGoogleDidNotGetToIsSentLater() {
        GOOGLE.reportFaults().next(1).partialBatch(1);

        assertThat(submit(batch(of(first, 1), of(second, 2)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.LATER);
        assertThat(units(second)).isZero();
    }

    @Test
    @Proves("R-15")
    void aBatchRefusedWholeAsksForSmallerOnes() {
        GOOGLE.reportFaults().next(2).answer(400, Map.of(),
                "{\"error\":{\"code\":400,\"message\":\"Bad\",\"status\":\"INVALID_ARGUMENT\"}}");

        assertThat(submit(batch(of(first, 1), of(second, 2)))).extracting(Answer::outcome)
                .containsOnly(Outcome.BATCH_REFUSED);
        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.REFUSED, "INVALID_ARGUMENT"));
    }

    @Test
    @Proves("R-15")
    void aServiceThatGoogleDoesNotKnowRefusesItsRecords() {
        var elsewhere = record(identity("another.example.com", first.usageReportingId(), "int64"),
                METRIC, HOUR, 1);

        assertThat(submit(batch(elsewhere))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "invalid-product-code"));
    }

    @Test
    @Proves("R-15")
    void whatGoogleWouldRefuseIsNotEvenSent() {
        var before = GOOGLE.requests().size();

        assertThat(submit(batch(of(first, 0)))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "invalid-quantity"));
        assertThat(GOOGLE.requests()).hasSize(before);
    }

    @Test
    @Proves("M-18")
    void nothingIsReportedOnceTheLeaseIsTooShort() {
        var answers = submit(batchOf(seller, 0, of(first, 1), of(second, 2)));

        assertThat(answers).extracting(Answer::outcome)
                .containsExactly(Outcome.NOT_SENT, Outcome.NOT_SENT);
        assertThat(units(first) + units(second)).isZero();
    }

    @Test
    @Proves({"R-11", "M-13"})
    void theClientRepeatsNothingByItself() {
        for (var status : List.of(503, 429)) {
            var before = reportsOf(first).size();
            GOOGLE.reportFaults().next(1).answer(status, Map.of("Retry-After", "0"), "busy");

            assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                    .containsExactly(status == 503 ? Outcome.NO_ANSWER : Outcome.LATER);
            assertThat(reportsOf(first).size() - before).isEqualTo(1);
        }
        assertThat(units(first)).isZero();
    }

    @Test
    @Proves("M-13")
    void aRedirectIsNotFollowed() {
        GOOGLE.reportFaults().next(1).answer(307,
                Map.of("Location", GOOGLE.serviceControlUrl() + "/"), "");

        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                .containsExactly(Outcome.NO_ANSWER);
        assertThat(reportsOf(first)).hasSize(1);
    }

    @Test
    @Proves("R-15")
    void evidenceHoldsWhatWasSentAndWhatWasAnswered() {
        var accepted = evidenceOf(submit(batch(of(first, 7))).get(0));

        assertThat(accepted.path("http").intValue()).isEqualTo(200);
        assertThat(accepted.path("service").textValue()).isEqualTo(SERVICE);
        assertThat(accepted.at("/request/metricValueSets/0/metricValues/0/int64Value").textValue())
                .isEqualTo("7");
        assertThat(accepted.path("answer").textValue()).contains("serviceConfigId");

        second.checkError("BILLING_DISABLED");
        var checked = evidenceOf(submit(batch(of(second, 7))).get(0));
        assertThat(checked.at("/check/code").textValue()).isEqualTo("BILLING_DISABLED");

        GOOGLE.reportFaults().next(1).answer(400, Map.of(), "<html>\u0000 not json");
        var refused = evidenceOf(submit(batch(of(first, 7))).get(0));
        assertThat(refused.path("http").intValue()).isEqualTo(400);
        assertThat(refused.path("answer").textValue()).isEqualTo("<html>\ufffd not json");
    }

    @Test
    void theRouteLeavesNothingBehindOnTheCallersExchange() {
        var exchange = routes.request("direct:submit-gcp", e -> {
            e.setProperty("callersOwn", "stays");
            e.getIn().setBody(batch(of(first, 1)));
        });

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperties().keySet()).noneMatch(name -> name.startsWith("gcp"));
        assertThat(exchange.getProperty("callersOwn")).isEqualTo("stays");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    private static ReportedUsage booked(GoogleEntitlement buyer) {
        return GOOGLE.accepted().stream()
                .filter(usage -> usage.consumer().equals(buyer.usageReportingId()))
                .findFirst().orElseThrow();
    }
}
