package io.meterbridge.marketplace.aws;

import static io.meterbridge.marketplace.aws.AwsRecords.HOUR;
import static io.meterbridge.marketplace.aws.AwsRecords.batch;
import static io.meterbridge.marketplace.aws.AwsRecords.byAccount;
import static io.meterbridge.marketplace.aws.AwsRecords.byLicense;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.aws.AwsReply.Metered;
import io.meterbridge.marketplace.aws.AwsReply.Refused;
import io.meterbridge.marketplace.aws.AwsReply.Result;
import io.meterbridge.marketplace.aws.AwsReply.Unprocessed;
import io.meterbridge.marketplace.aws.AwsReply.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves({"R-15", "M-13"})
class AwsAnswersTest {

    private final RecordToSend first = byAccount("111111111111", HOUR, 7);
    private final RecordToSend second = byAccount("222222222222", HOUR, 8);
    private final RecordToSend third = byAccount("333333333333", HOUR, 9);
    private final Batch three = batch(first, second, third);
    private final Batch one = batch(first);

    @ParameterizedTest(name = "{0} {1} alone: {2}, among three: {3}")
    @CsvSource(nullValues = "-", value = {
        // errors the metering service documents
        "400, ThrottlingException,                LATER,       LATER,         external-too-many-requests",
        "400, TimestampOutOfBoundsException,      CLOSED,      BATCH_REFUSED, window-closed",
        "400, InvalidUsageDimensionException,     REFUSED,     BATCH_REFUSED, invalid-usage-dimension",
        "400, InvalidLicenseException,            REFUSED,     BATCH_REFUSED, invalid-license",
        "400, InvalidProductCodeException,        REFUSED,     BATCH_REFUSED, invalid-product-code",
        "400, InvalidCustomerIdentifierException, REFUSED,     BATCH_REFUSED, customer-not-entitled",
        "400, InvalidTagException,                REFUSED,     BATCH_REFUSED, invalid-usage-allocation",
        "400, InvalidUsageAllocationsException,   REFUSED,     BATCH_REFUSED, invalid-usage-allocation",
        "400, DisabledApiException,               CREDENTIALS, CREDENTIALS,   region-not-supported",
        "500, InternalServiceErrorException,      NO_ANSWER,   NO_ANSWER,     external-service-error",
        // errors every AWS service has
        "400, ValidationException,                REFUSED,     BATCH_REFUSED, invalid-request",
        "400, SerializationException,             REFUSED,     BATCH_REFUSED, invalid-request",
        "413, -,                                  REFUSED,     BATCH_REFUSED, invalid-request",
        "400, AccessDeniedException,              CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, AccessDenied,                       CREDENTIALS, CREDENTIALS,   external-access-denied",
        "400, UnrecognizedClientException,        CREDENTIALS, CREDENTIALS,   external-access-denied",
        "400, ExpiredTokenException,              CREDENTIALS, CREDENTIALS,   external-access-denied",
        "400, InvalidSignatureException,          CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, SignatureDoesNotMatch,              CREDENTIALS, CREDENTIALS,   external-access-denied",
        "400, MissingAuthenticationToken,         CREDENTIALS, CREDENTIALS,   external-access-denied",
        "400, MissingAuthenticationTokenException, CREDENTIALS, CREDENTIALS,  external-access-denied",
        "400, IncompleteSignature,                CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, InvalidClientTokenId,               CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, OptInRequired,                      CREDENTIALS, CREDENTIALS,   external-access-denied",
        "401, -,                                  CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, -,                                  CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, SomethingNewException,              CREDENTIALS, CREDENTIALS,   external-access-denied",
        "429, -,                                  LATER,       LATER,         external-too-many-requests",
        "429, SomethingNewException,              LATER,       LATER,         external-too-many-requests",
        // what proves nothing
        "400, SomethingNewException,              NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "400, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "404, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "408, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "200, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "200, ThrottlingException,                NO_ANSWER,   NO_ANSWER,     external-service-error",
        "307, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "500, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "502, -,                                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "503, ThrottlingException,                NO_ANSWER,   NO_ANSWER,     external-service-error",
        "500, TimestampOutOfBoundsException,      NO_ANSWER,   NO_ANSWER,     external-service-error",
    })
    void anErrorOfTheWholeCallMeans(
            int status, String type, Outcome alone, Outcome amongThree, String reason) {
        var reply = type == null ? new Unreadable() : new Refused(type, "some sentence");
        var code = type == null ? "http-" + status : type;

        assertThat(AwsAnswers.of(status, reply, null, one))
                .containsExactly(Answer.of(first.id(), alone, code).because(reason));
        assertThat(AwsAnswers.of(status, reply, null, three))
                .containsExactly(
                        Answer.of(first.id(), amongThree, code).because(reason),
                        Answer.of(second.id(), amongThree, code).because(reason),
                        Answer.of(third.id(), amongThree, code).because(reason));
    }

    @Test
    void theTimeAwsAsksToWaitReachesEveryRecord() {
        var wait = Duration.ofSeconds(17);

        assertThat(AwsAnswers.of(400, new Refused("ThrottlingException", null), wait, three))
                .extracting(Answer::retryAfter).containsExactly(wait, wait, wait);
    }

    @Test
    void everyRecordOfABatchGetsItsOwnResult() {
        var reply = new Metered(
                List.of(result(third, "CustomerNotSubscribed", null),
                        result(first, "Success", "receipt-1")),
                List.of(new Unprocessed(UsageKey.of(second), "{\"left\":true}")));

        assertThat(AwsAnswers.of(200, reply, null, three)).containsExactly(
                new Answer(first.id(), Outcome.ACCEPTED, "Success", null, "receipt-1", 7L, null, "{}"),
                Answer.of(second.id(), Outcome.LATER, "UnprocessedRecord")
                        .because("external-service-error").withEvidence("{\"left\":true}"),
                Answer.of(third.id(), Outcome.REFUSED, "CustomerNotSubscribed")
                        .because("customer-not-entitled").withEvidence("{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "Success,               ACCEPTED",
        "DuplicateRecord,       DUPLICATE",
        "CustomerNotSubscribed, REFUSED",
        "success,               NO_ANSWER",
        "Pending,               NO_ANSWER"})
    void theStatusAloneDecidesWhetherOrNotThereIsARecordId(String status, Outcome outcome) {
        for (var recordId : new String[] {"receipt-1", null}) {
            var reply = new Metered(List.of(result(first, status, recordId)), List.of());

            assertThat(AwsAnswers.of(200, reply, null, one))
                    .extracting(Answer::outcome).containsExactly(outcome);
        }
    }

    @Test
    void aDuplicateDoesNotSayWhatIsBooked() {
        var reply = new Metered(List.of(result(first, "DuplicateRecord", "receipt-1")), List.of());

        var answer = AwsAnswers.of(200, reply, null, one).get(0);

        assertThat(answer.bookedQuantity()).isNull();
        assertThat(answer.cloudRecordId()).isNull();
        assertThat(answer.reason()).isEqualTo("duplicate-request");
    }

    @Test
    void anAcceptanceWithAnotherQuantitySaysSo() {
        var reply = new Metered(
                List.of(new Result(UsageKey.of(first), "Success", "receipt-1", 6L, "{}")), List.of());

        assertThat(AwsAnswers.of(200, reply, null, one).get(0).bookedQuantity()).isEqualTo(6L);
    }

    @Test
    void anAcceptanceThatRepeatsNoQuantityIsAboutOurs() {
        var reply = new Metered(
                List.of(new Result(UsageKey.of(first), "Success", "receipt-1", null, "{}")), List.of());

        assertThat(AwsAnswers.of(200, reply, null, one).get(0).bookedQuantity()).isEqualTo(7L);
    }

    @Test
    void aRecordInNeitherListHasNoAnswer() {
        var reply = new Metered(List.of(result(first, "Success", "receipt-1")), List.of());

        assertThat(AwsAnswers.of(200, reply, null, three)).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.NO_ANSWER, Outcome.NO_ANSWER);
    }

    @Test
    void aRecordAnsweredTwiceHasNoAnswer() {
        var twice = new Metered(
                List.of(result(first, "Success", "a"), result(first, "DuplicateRecord", "b")),
                List.of());
        var inBoth = new Metered(
                List.of(result(first, "Success", "a")),
                List.of(new Unprocessed(UsageKey.of(first), "{}")));

        assertThat(AwsAnswers.of(200, twice, null, one))
                .extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
        assertThat(AwsAnswers.of(200, inBoth, null, one))
                .extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
    }

    @Test
    void recordsThatAwsCannotTellApartHaveNoAnswer() {
        var same = byAccount("111111111111", HOUR, 5);
        var reply = new Metered(List.of(result(first, "Success", "receipt-1")), List.of());

        assertThat(AwsAnswers.of(200, reply, null, batch(first, same)))
                .extracting(Answer::outcome).containsOnly(Outcome.NO_ANSWER);
    }

    @Test
    void aResultOfAnotherHourIsNobodys() {
        var later = byAccount("111111111111", HOUR.plusSeconds(3600), 7);
        var reply = new Metered(List.of(result(later, "Success", "receipt-1")), List.of());

        assertThat(AwsAnswers.of(200, reply, null, one))
                .extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "arn:aws:license-manager::111111111111:license:l-0123456789abcdef",
        "arn:aws:license-manager::999999999999:license/l-0123456789abcdef",
        "aws:license-manager::111111111111:license:l-0123456789abcdef",
        "l-0123456789abcdef"})
    void licencesAreTheSameWhenTheirIdsAre(String spelling) {
        var sent = byLicense("111111111111",
                "arn:aws:license-manager::111111111111:license:l-0123456789abcdef", 3);
        var key = UsageKey.of(spelling, null, "111111111111", sent.dimension(), HOUR);
        var reply = new Metered(
                List.of(new Result(key, "Success", "receipt-1", 3L, "{}")), List.of());

        assertThat(AwsAnswers.of(200, reply, null, batch(sent)))
                .extracting(Answer::outcome).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void twoLicencesOfOneAccountAreToldApart() {
        var one = byLicense("111111111111", "arn:aws:license-manager::1:license:l-0a", 3);
        var other = byLicense("111111111111", "arn:aws:license-manager::1:license:l-0b", 4);
        var reply = new Metered(
                List.of(result(other, "DuplicateRecord", null), result(one, "Success", "r")),
                List.of());

        assertThat(AwsAnswers.of(200, reply, null, batch(one, other))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.DUPLICATE);
    }

    @Test
    void whateverAwsSaysEveryRecordHasExactlyOneAnswerInItsPlace() {
        var random = new Random(15);
        var rounds = Boolean.getBoolean("proof") ? 200_000 : 2_000;
        for (var round = 0; round < rounds; round++) {
            var batch = randomBatch(random);
            var answers = AwsAnswers.of(randomStatus(random), randomReply(random, batch), null, batch);

            assertThat(answers).extracting(Answer::recordId).containsExactlyElementsOf(
                    batch.records().stream().map(RecordToSend::id).toList());
        }
    }

    private static Batch randomBatch(Random random) {
        var records = new ArrayList<RecordToSend>();
        for (var i = 0; i <= random.nextInt(25); i++) {
            records.add(byAccount(String.valueOf(random.nextInt(30)), HOUR, random.nextInt(100)));
        }
        return batch(records.toArray(RecordToSend[]::new));
    }

    private static int randomStatus(Random random) {
        return List.of(200, 200, 200, 400, 403, 429, 500).get(random.nextInt(7));
    }

    private static AwsReply randomReply(Random random, Batch batch) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? new Unreadable() : new Refused("ValidationException", null);
        }
        var shuffled = new ArrayList<>(batch.records());
        Collections.shuffle(shuffled, random);
        var results = new ArrayList<Result>();
        var unprocessed = new ArrayList<Unprocessed>();
        for (var item : shuffled) {
            switch (random.nextInt(5)) {
                case 0 -> results.add(result(item, "Success", "r"));
                case 1 -> results.add(result(item, "DuplicateRecord", null));
                case 2 -> results.add(result(item, "Nonsense", null));
                case 3 -> unprocessed.add(new Unprocessed(UsageKey.of(item), "{}"));
                default -> { }
            }
        }
        return new Metered(results, unprocessed);
    }

    private static Result result(RecordToSend item, String status, String recordId) {
        return new Result(UsageKey.of(item), status, recordId, item.quantity(), "{}");
    }
}
