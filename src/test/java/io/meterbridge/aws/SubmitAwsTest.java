package io.meterbridge.aws;

import static io.meterbridge.aws.AwsBuyers.arnOf;
import static io.meterbridge.aws.AwsBuyers.digits;
import static io.meterbridge.aws.AwsBuyers.identity;
import static io.meterbridge.aws.AwsBuyers.of;
import static io.meterbridge.marketplace.aws.AwsRecords.batchOf;
import static io.meterbridge.marketplace.aws.AwsRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.AcceptedUsage;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.RecordedRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitAwsTest extends AwsRoutes {

    private AwsAgreement first;
    private AwsAgreement second;

    @BeforeEach
    void twoBuyersAgree() {
        first = AwsBuyers.licensed(AWS);
        second = AwsBuyers.licensed(AWS);
    }

    @Test
    @Proves("R-15")
    void aSignedBatchIsAcceptedRecordByRecord() {
        var batch = batch(of(first, 7), of(second, 8));

        var answers = submit(batch);

        assertThat(answers).extracting(Answer::recordId)
                .containsExactly(batch.records().get(0).id(), batch.records().get(1).id());
        assertThat(answers).extracting(Answer::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(answers).extracting(Answer::bookedQuantity).containsExactly(7L, 8L);
        assertThat(answers).extracting(Answer::cloudRecordId)
                .containsExactly(booked(first).recordId(), booked(second).recordId());
        assertThat(booked(first).quantity()).isEqualTo(7);
        assertThat(booked(second).quantity()).isEqualTo(8);
    }

    @Test
    @Proves("R-17")
    void byLicenceAwsReceivesExactlyTheseBytes() {
        submit(batch(of(first, 7)));

        assertThat(lastRequest().body()).isEqualTo(
                "{\"UsageRecords\":[{\"Timestamp\":" + HOUR.getEpochSecond()
                        + ",\"CustomerAWSAccountId\":\"" + first.buyerAccountId()
                        + "\",\"Dimension\":\"units\",\"Quantity\":7,\"LicenseArn\":\""
                        + arnOf(first) + "\"}]}");
        assertThat(lastRequest().headers()).containsEntry("Content-Type",
                List.of("application/x-amz-json-1.1"));
        assertThat(lastRequest().headers()).containsKey("Content-Length");
        assertThat(lastRequest().headers()).doesNotContainKeys("Transfer-Encoding", "Cookie");
    }

    @Test
    @Proves("R-17")
    void byCustomerAwsReceivesTheProductCodeAndOneNameOfTheBuyer() {
        var buyer = digits(12);
        var old = AWS.agreement("prod-old", buyer).customerIdentifier("cust-" + buyer)
                .dimension("units", new BigDecimal("0.01"));
        var byIdentifier = record(
                Map.of("ProductCode", "prod-old", "CustomerIdentifier", "cust-" + buyer),
                "units", HOUR, 3);
        var byAccount = record(
                Map.of("ProductCode", "prod-old", "CustomerAWSAccountId", buyer),
                "units", HOUR.minusSeconds(3600), 4);

        var answers = submit(batch(byIdentifier, byAccount));

        assertThat(answers).extracting(Answer::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(AWS.totalUnits(old.productIdentity(), "units")).isEqualTo(7);
        assertThat(lastRequest().body()).isEqualTo(
                "{\"ProductCode\":\"prod-old\",\"UsageRecords\":[{\"Timestamp\":" + HOUR.getEpochSecond()
                        + ",\"CustomerIdentifier\":\"cust-" + buyer
                        + "\",\"Dimension\":\"units\",\"Quantity\":3},{\"Timestamp\":"
                        + HOUR.minusSeconds(3600).getEpochSecond()
                        + ",\"CustomerAWSAccountId\":\"" + buyer
                        + "\",\"Dimension\":\"units\",\"Quantity\":4}]}");
    }

    @Test
    @Proves("R-11")
    void everyResendIsByteIdenticalAndBilledOnce() {
        var batch = batch(of(first, 7), of(second, 0));
        AWS.faults().next(2).loseAnswerAfterAccept();

        var outcomes = List.of(submit(batch), submit(batch), submit(batch)).stream()
                .map(answers -> answers.get(0).outcome()).toList();

        assertThat(outcomes).containsExactly(Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.ACCEPTED);
        var bodies = AWS.requests().stream().map(RecordedRequest::body)
                .filter(body -> body.contains(arnOf(first))).toList();
        assertThat(bodies).hasSize(3);
        assertThat(bodies).containsOnly(bodies.get(0));
        assertThat(AWS.totalUnits(first.licenseIdentity(), "units")).isEqualTo(7);
    }

    @Test
    @Proves({"R-15", "M-15"})
    void mixedFatesStayApart() {
        var suspended = AwsBuyers.licensed(AWS).suspended(true);
        AWS.foreignUsage(second.licenseIdentity(), "units", HOUR, 99);

        assertThat(submit(batch(of(first, 1), of(second, 2), of(suspended, 3))))
                .extracting(Answer::outcome, Answer::code).containsExactly(
                        tuple(Outcome.ACCEPTED, "Success"),
                        tuple(Outcome.DUPLICATE, "DuplicateRecord"),
                        tuple(Outcome.REFUSED, "CustomerNotSubscribed"));
    }

    @Test
    @Proves("R-15")
    void whatAwsDidNotGetToIsSentLater() {
        AWS.faults().next(1).partialBatch(1);

        assertThat(submit(batch(of(first, 1), of(second, 2)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.LATER);
    }

    @Test
    @Proves("R-15")
    void aBatchRefusedForOneRecordAsksForSmallerOnes() {
        var unknown = record(identity(second), "another", HOUR, 2);
        var tooOld = record(identity(second), "units", NOW.minus(Duration.ofHours(30)), 2);

        assertThat(submit(batch(of(first, 1), unknown))).extracting(Answer::outcome)
                .containsOnly(Outcome.BATCH_REFUSED);
        assertThat(submit(batch(unknown))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "invalid-usage-dimension"));
        assertThat(submit(batch(tooOld))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.CLOSED, "window-closed"));
    }

    @Test
    @Proves("R-15")
    void whatAwsWouldRefuseIsNotEvenSent() {
        var before = AWS.requestCount();

        assertThat(submit(batch(record(identity(first), "units", HOUR, 2_147_483_648L))))
                .extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "invalid-quantity"));
        assertThat(AWS.requestCount()).isEqualTo(before);
    }

    @Test
    @Proves("M-18")
    void nothingLeavesOnceTheLeaseIsTooShort() {
        var before = AWS.requestCount();

        var answers = submit(batchOf(seller, 0, of(first, 1), of(second, 2)));

        assertThat(answers).extracting(Answer::outcome).containsExactly(
                Outcome.NOT_SENT, Outcome.NOT_SENT);
        assertThat(AWS.requestCount()).isEqualTo(before);
    }

    @Test
    @Proves("R-22")
    void throttlingMeansLaterAndAwsSaysWhen() {
        AWS.faults().next(1).answer(400, Map.of("Retry-After", "9"),
                "{\"__type\":\"com.amazonaws.marketplace#ThrottlingException\",\"message\":\"Rate\"}");

        assertThat(submit(batch(of(first, 1))))
                .extracting(Answer::outcome, Answer::code, Answer::retryAfter)
                .containsExactly(tuple(
                        Outcome.LATER, "ThrottlingException", Duration.ofSeconds(9)));
    }

    @Test
    @Proves({"R-11", "M-13"})
    void theClientRepeatsNothingByItself() {
        for (var status : List.of(503, 429)) {
            var before = AWS.requestCount();
            AWS.faults().next(1).answer(status, Map.of("Retry-After", "0"), "busy");

            assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                    .containsExactly(status == 503 ? Outcome.NO_ANSWER : Outcome.LATER);
            assertThat(AWS.requestCount() - before).isEqualTo(1);
        }
        assertThat(AWS.accepted()).noneMatch(this::isOfFirst);
    }

    @Test
    @Proves("M-13")
    void aRedirectIsNotFollowed() {
        var before = AWS.requestCount();
        AWS.faults().next(1).answer(307, Map.of("Location", AWS.endpointUrl() + "/"), "");

        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome)
                .containsExactly(Outcome.NO_ANSWER);
        assertThat(AWS.requestCount() - before).isEqualTo(1);
    }

    @Test
    @Proves("R-17")
    void usageIsMeteredInNoRegionButTheSellersOwn() {
        connect(seller, Map.of("region", "eu-west-1", "access_key_id", KEY_ID), SECRET);

        assertThat(submit(batch(of(first, 1)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.CREDENTIALS, "InvalidSignatureException"));
        assertThat(AWS.accepted()).noneMatch(this::isOfFirst);
    }

    @Test
    @Proves("R-15")
    void evidenceHoldsWhatWasSentAndWhatWasAnswered() throws IOException {
        var accepted = evidenceOf(submit(batch(of(first, 7))));

        assertThat(accepted.path("http").intValue()).isEqualTo(200);
        assertThat(accepted.path("request").path("Quantity").intValue()).isEqualTo(7);
        assertThat(accepted.path("request").path("LicenseArn").textValue()).isEqualTo(arnOf(first));
        assertThat(accepted.path("result").path("Status").textValue()).isEqualTo("Success");

        AWS.faults().next(1).answer(400, Map.of(), "<html>\u0000 not json");
        var refused = evidenceOf(submit(batch(of(second, 7))));

        assertThat(refused.path("http").intValue()).isEqualTo(400);
        assertThat(refused.path("answer").textValue()).isEqualTo("<html>\ufffd not json");
    }

    @Test
    void theRouteLeavesNothingBehindOnTheCallersExchange() {
        var exchange = routes.request("direct:submit-aws", e -> {
            e.setProperty("callersOwn", "stays");
            e.getIn().setBody(batch(of(first, 1)));
        });

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperties().keySet()).noneMatch(name -> name.startsWith("aws"));
        assertThat(exchange.getProperty("callersOwn")).isEqualTo("stays");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    private static JsonNode evidenceOf(List<Answer> answers) throws IOException {
        return JSON.readTree(answers.get(0).evidence());
    }

    private static AcceptedUsage booked(AwsAgreement agreement) {
        return AWS.accepted().stream()
                .filter(usage -> usage.key().identity().equals(agreement.licenseIdentity()))
                .findFirst().orElseThrow();
    }

    private boolean isOfFirst(AcceptedUsage usage) {
        return usage.key().identity().equals(first.licenseIdentity());
    }

    private static RecordedRequest lastRequest() {
        var requests = AWS.requests();
        return requests.get(requests.size() - 1);
    }
}
