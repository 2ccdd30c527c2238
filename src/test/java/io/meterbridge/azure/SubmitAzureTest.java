package io.meterbridge.azure;

import static io.meterbridge.marketplace.azure.AzureRecords.again;
import static io.meterbridge.marketplace.azure.AzureRecords.batchOf;
import static io.meterbridge.marketplace.azure.AzureRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.sandbox.AcceptedAzureUsage;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.RecordedRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitAzureTest extends AzureRoutes {

    private AzureSubscription first;
    private AzureSubscription second;

    @BeforeEach
    void twoBuyersSubscribe() {
        first = subscribed();
        second = subscribed();
    }

    @Test
    @Proves({"R-15", "S12"})
    void aBatchIsAcceptedRecordByRecord() {
        var batch = batch(of(first, 7), of(second, 8));

        var answers = submit(batch);

        assertThat(answers).extracting(Answer::recordId)
                .containsExactly(batch.records().get(0).id(), batch.records().get(1).id());
        assertThat(answers).extracting(Answer::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(answers).extracting(Answer::bookedQuantity).containsExactly(7L, 8L);
        assertThat(answers).extracting(Answer::cloudRecordId)
                .containsExactly(booked(first).eventId(), booked(second).eventId());
        assertThat(units(first)).isEqualTo(7);
        assertThat(units(second)).isEqualTo(8);
    }

    @Test
    @Proves({"R-11", "M-08"})
    void azureReceivesExactlyTheseBytesWithThePlanOfTheHour() {
        first.dimension("silver", "units", new BigDecimal("0.01")).changePlan("silver");

        submit(batch(of(first, 7)));

        var request = lastRequest();
        assertThat(request.body()).isEqualTo("{\"request\":[{\"resourceId\":\"" + first.id()
                + "\",\"quantity\":7,\"dimension\":\"units\","
                + "\"effectiveStartTime\":\"2026-11-20T13:00:00Z\",\"planId\":\"gold\"}]}");
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/batchUsageEvent");
        assertThat(request.query()).isEqualTo("api-version=2018-08-31");
        assertThat(request.headers()).containsEntry("Content-Type", List.of("application/json"));
        assertThat(request.headers()).containsKey("Content-Length").containsKey("x-ms-correlationid");
        assertThat(request.headers()).doesNotContainKeys("Transfer-Encoding", "Cookie");
    }

    @Test
    @Proves({"R-11", "R-14", "M-15"})
    void everyResendIsByteIdenticalAndItsDuplicateIsOurAcceptance() {
        var sent = of(first, 7);
        AZURE.faults().next(2).loseAnswerAfterAccept();

        var outcomes = Stream.of(batch(sent), batch(again(sent)), batch(again(sent)))
                .map(batch -> submit(batch).get(0)).toList();

        assertThat(outcomes).extracting(Answer::outcome, Answer::bookedQuantity, Answer::cloudRecordId)
                .containsExactly(
                        tuple(Outcome.NO_ANSWER, null, null), tuple(Outcome.NO_ANSWER, null, null),
                        tuple(Outcome.DUPLICATE, 7L, booked(first).eventId()));
        var bodies = AZURE.requests().stream().map(RecordedRequest::body)
                .filter(body -> body.contains(first.id())).toList();
        assertThat(bodies).hasSize(3);
        assertThat(bodies).containsOnly(bodies.get(0));
        assertThat(units(first)).isEqualTo(7);
    }

    @Test
    @Proves({"R-15", "M-15"})
    void mixedFatesStayApart() {
        var suspended = subscribed().suspend();
        var elsewhere = subscribed().soldThrough("another-application");
        AZURE.foreignUsage(second, "units", HOUR, "99");

        assertThat(submit(batch(of(first, 1), of(second, 2), of(suspended, 3), of(elsewhere, 4),
                record(subscribed().id(), "another", "gold", HOUR, 5, false),
                record(subscribed().id(), "units", "lead", HOUR, 6, false),
                record("00000000-0000-0000-0000-000000000000", HOUR, 7),
                record(subscribed().id(), NOW.minus(Duration.ofHours(30)), 8))))
                .extracting(Answer::outcome, Answer::code, Answer::reason).containsExactly(
                        tuple(Outcome.ACCEPTED, "Accepted", null),
                        tuple(Outcome.DUPLICATE, "Duplicate", "duplicate-request"),
                        tuple(Outcome.REFUSED, "ResourceNotActive", "customer-not-entitled"),
                        tuple(Outcome.REFUSED, "ResourceNotAuthorized", "external-product-misconfigured"),
                        tuple(Outcome.REFUSED, "InvalidDimension", "invalid-usage-dimension"),
                        tuple(Outcome.REFUSED, "BadArgument", "invalid-product-code"),
                        tuple(Outcome.REFUSED, "ResourceNotFound", "customer-not-entitled"),
                        tuple(Outcome.CLOSED, "Expired", "window-closed"));
    }

    @Test
    @Proves("R-14")
    void aDuplicateSaysHowMuchSomebodyElseBooked() {
        AZURE.foreignUsage(first, "units", HOUR.plusSeconds(60), "4.5");

        assertThat(submit(batch(of(first, 4))).get(0).bookedQuantity()).isEqualTo(5);
    }

    @Test
    @Proves({"R-14", "M-15"})
    void aDuplicateThatDoesNotSayWhatIsBookedProvesNothingOnAResend() {
        AZURE.duplicatesShowWhatIsBooked(false);
        AZURE.faults().next(1).loseAnswerAfterAccept();
        var sent = of(first, 7);
        submit(batch(sent));

        assertThat(submit(batch(again(sent)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.NO_ANSWER, "Duplicate"));
    }

    @Test
    @Proves({"R-15", "M-13"})
    void anUnspecifiedErrorOfARecordProvesNothingAboutIt() {
        AZURE.faults().next(1).partialBatch(1);

        assertThat(submit(batch(of(first, 1), of(second, 2))))
                .extracting(Answer::outcome, Answer::code).containsExactly(
                        tuple(Outcome.ACCEPTED, "Accepted"), tuple(Outcome.NO_ANSWER, "Error"));
    }

    @Test
    @Proves("R-15")
    void aBatchRefusedWholeAsksForSmallerOnes() {
        var refusal = "{\"message\":\"One or more errors have occurred.\",\"code\":\"BadArgument\","
                + "\"target\":\"batchUsageEventRequest\",\"details\":[{\"target\":\"dimension\"}]}";
        AZURE.faults().next(2).answer(400, Map.of(), refusal);

        assertThat(submit(batch(of(first, 1), of(second, 2))))
                .extracting(Answer::outcome, Answer::reason)
                .containsOnly(tuple(Outcome.BATCH_REFUSED, "invalid-usage-dimension"));
        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "invalid-usage-dimension"));
    }

    @Test
    @Proves({"R-15", "R-26"})
    void whatAzureWouldRefuseIsNotEvenSent() {
        var before = AZURE.requestCount();

        assertThat(submit(batch(of(first, 0)))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "invalid-quantity"));
        assertThat(submit(batch(many(26)))).extracting(Answer::outcome)
                .containsOnly(Outcome.BATCH_REFUSED);
        assertThat(AZURE.requestCount()).isEqualTo(before);
        assertThat(submit(batch(many(25)))).extracting(Answer::outcome)
                .containsOnly(Outcome.ACCEPTED);
    }

    @Test
    @Proves("M-18")
    void nothingLeavesOnceTheLeaseIsTooShort() {
        var before = AZURE.requestCount();

        var answers = submit(batchOf(seller, 0, of(first, 1), of(second, 2)));

        assertThat(answers).extracting(Answer::outcome)
                .containsExactly(Outcome.NOT_SENT, Outcome.NOT_SENT);
        assertThat(AZURE.requestCount()).isEqualTo(before);
    }

    @Test
    @Proves("R-22")
    void throttlingMeansLaterAndAzureSaysWhen() {
        AZURE.faults().next(1).throttle();

        assertThat(submit(batch(of(first, 1))))
                .extracting(Answer::outcome, Answer::code, Answer::retryAfter)
                .containsExactly(tuple(Outcome.LATER, "TooManyRequests", Duration.ofSeconds(3)));
    }

    @Test
    @Proves({"R-11", "M-13"})
    void theClientRepeatsNothingByItself() {
        for (var status : List.of(503, 429)) {
            var before = AZURE.requestCount();
            AZURE.faults().next(1).answer(status, Map.of("Retry-After", "0"), "busy");

            assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                    .containsExactly(status == 503 ? Outcome.NO_ANSWER : Outcome.LATER);
            assertThat(AZURE.requestCount() - before).isEqualTo(1);
        }
        assertThat(units(first)).isZero();
    }

    @Test
    @Proves("M-13")
    void aRedirectIsNotFollowed() {
        var before = AZURE.requestCount();
        AZURE.faults().next(1).answer(307, Map.of("Location", AZURE.url() + "/"), "");

        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                .containsExactly(Outcome.NO_ANSWER);
        assertThat(AZURE.requestCount() - before).isEqualTo(1);
    }

    @Test
    @Proves("R-15")
    void evidenceHoldsWhatWasSentAndWhatWasAnswered() throws IOException {
        var accepted = evidenceOf(submit(batch(of(first, 7))));

        assertThat(accepted.path("http").intValue()).isEqualTo(200);
        assertThat(accepted.at("/request/quantity").intValue()).isEqualTo(7);
        assertThat(accepted.at("/request/planId").textValue()).isEqualTo("gold");
        assertThat(accepted.at("/result/status").textValue()).isEqualTo("Accepted");
        assertThat(accepted.path("correlation_id").textValue())
                .isEqualTo(lastRequest().headers().get("x-ms-correlationid").get(0));
        assertThat(accepted.path("request_id").textValue()).isNotBlank();

        AZURE.faults().next(1).answer(400, Map.of(), "<html>\u0000 not json");
        var unreadable = evidenceOf(submit(batch(of(second, 7))));
        assertThat(unreadable.path("answer").textValue()).isEqualTo("<html>\ufffd not json");

        AZURE.faults().next(1).serverError();
        assertThat(evidenceOf(submit(batch(of(second, 7)))).at("/error/code").textValue())
                .isEqualTo("InternalServerError");
    }

    @Test
    void theRouteLeavesNothingBehindOnTheCallersExchange() {
        var exchange = routes.request("direct:submit-azure", e -> {
            e.setProperty("callersOwn", "stays");
            e.getIn().setBody(batch(of(first, 1)));
        });

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperties().keySet()).noneMatch(name -> name.startsWith("azure"));
        assertThat(exchange.getProperty("callersOwn")).isEqualTo("stays");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    private static RecordToSend[] many(int count) {
        return Stream.generate(() -> of(subscribed(), 1)).limit(count).toArray(RecordToSend[]::new);
    }

    private static JsonNode evidenceOf(List<Answer> answers) throws IOException {
        return JSON.readTree(answers.get(0).evidence());
    }

    private static AcceptedAzureUsage booked(AzureSubscription subscription) {
        return AZURE.accepted().stream()
                .filter(usage -> usage.key().resourceId().equals(subscription.id()))
                .findFirst().orElseThrow();
    }

    private static RecordedRequest lastRequest() {
        var requests = AZURE.requests();
        return requests.get(requests.size() - 1);
    }
}
