package io.meterbridge.marketplace.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.batch;
import static io.meterbridge.marketplace.gcp.GcpRecords.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.gcp.GcpReportReply.Failure;
import io.meterbridge.marketplace.gcp.GcpReportReply.Refused;
import io.meterbridge.marketplace.gcp.GcpReportReply.Reported;
import io.meterbridge.marketplace.gcp.GcpReportReply.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every gRPC code in reportErrors, every HTTP status, and answers that say too little. */
@Proves({"R-15", "M-13"})
class GcpAnswersTest {

    private final RecordToSend first = of("project_number:1", 7);
    private final RecordToSend second = of("project_number:2", 8);
    private final RecordToSend third = of("project_number:3", 9);
    private final Batch three = batch(first, second, third);
    private final Batch one = batch(first);

    @Test
    void withoutErrorsEveryOperationWasTakenAndItsIdIsTheReceipt() {
        var answers = GcpAnswers.of(200, reported(), null, three);

        assertThat(answers).extracting(Answer::recordId)
                .containsExactly(first.id(), second.id(), third.id());
        assertThat(answers).extracting(Answer::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(answers).extracting(Answer::cloudRecordId)
                .containsExactly(id(first), id(second), id(third));
    }

    @ParameterizedTest(name = "gRPC code {0} of one operation: {1}, {2}, wait {3}")
    @CsvSource(nullValues = "-", value = {
        "1,  NO_ANSWER, unrecognized-exception,     -",
        "2,  NO_ANSWER, unrecognized-exception,     -",
        "3,  REFUSED,   invalid-request,            -",
        "4,  NO_ANSWER, unrecognized-exception,     -",
        "5,  LATER,     customer-not-entitled,      PT5M",
        "6,  NO_ANSWER, unrecognized-exception,     -",
        "7,  LATER,     customer-not-entitled,      PT5M",
        "8,  LATER,     external-too-many-requests, -",
        "9,  LATER,     customer-not-entitled,      PT5M",
        "10, NO_ANSWER, unrecognized-exception,     -",
        "11, NO_ANSWER, unrecognized-exception,     -",
        "12, NO_ANSWER, unrecognized-exception,     -",
        "13, LATER,     external-service-error,     -",
        "14, LATER,     external-service-error,     -",
        "15, NO_ANSWER, unrecognized-exception,     -",
        "16, NO_ANSWER, unrecognized-exception,     -",
        "0,  NO_ANSWER, unrecognized-exception,     -",
        "-,  NO_ANSWER, unrecognized-exception,     -",
        "99, NO_ANSWER, unrecognized-exception,     -",
    })
    void aListedOperationFailedAndTheOthersWereTaken(
            Integer code, Outcome outcome, String reason, Duration wait) {
        var answers = GcpAnswers.of(200, reported(new Failure(id(second), code, "{}")), null, three);

        assertThat(answers).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, outcome, Outcome.ACCEPTED);
        assertThat(answers.get(1).reason()).isEqualTo(reason);
        assertThat(answers.get(1).retryAfter()).isEqualTo(wait);
        assertThat(answers.get(1).evidence()).isEqualTo("{}");
    }

    @ParameterizedTest(name = "HTTP {0} {1} alone: {2}, among three: {3}")
    @CsvSource(nullValues = "-", value = {
        "400, INVALID_ARGUMENT,    REFUSED,     BATCH_REFUSED, invalid-request",
        "400, FAILED_PRECONDITION, REFUSED,     BATCH_REFUSED, invalid-request",
        "400, -,                   REFUSED,     BATCH_REFUSED, invalid-request",
        "401, UNAUTHENTICATED,     CREDENTIALS, CREDENTIALS,   external-access-denied",
        "401, -,                   CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, PERMISSION_DENIED,   CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, -,                   CREDENTIALS, CREDENTIALS,   external-access-denied",
        "404, NOT_FOUND,           REFUSED,     REFUSED,       invalid-product-code",
        "404, -,                   REFUSED,     REFUSED,       invalid-product-code",
        "413, -,                   REFUSED,     BATCH_REFUSED, invalid-request",
        "429, RESOURCE_EXHAUSTED,  LATER,       LATER,         external-too-many-requests",
        "429, -,                   LATER,       LATER,         external-too-many-requests",
        // nothing says that these were read before anything was booked
        "405, -,                   NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "408, -,                   NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "409, ABORTED,             NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "412, -,                   NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "499, CANCELLED,           NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "500, INTERNAL,            NO_ANSWER,   NO_ANSWER,     external-service-error",
        "500, -,                   NO_ANSWER,   NO_ANSWER,     external-service-error",
        "501, UNIMPLEMENTED,       NO_ANSWER,   NO_ANSWER,     external-service-error",
        "502, -,                   NO_ANSWER,   NO_ANSWER,     external-service-error",
        "503, UNAVAILABLE,         NO_ANSWER,   NO_ANSWER,     external-service-error",
        "503, INVALID_ARGUMENT,    NO_ANSWER,   NO_ANSWER,     external-service-error",
        "504, DEADLINE_EXCEEDED,   NO_ANSWER,   NO_ANSWER,     external-service-error",
        "200, -,                   NO_ANSWER,   NO_ANSWER,     external-service-error",
        "204, -,                   NO_ANSWER,   NO_ANSWER,     external-service-error",
        "302, -,                   NO_ANSWER,   NO_ANSWER,     external-service-error",
        "307, -,                   NO_ANSWER,   NO_ANSWER,     external-service-error",
    })
    void aCallThatFailedAsAWhole(
            int status, String name, Outcome alone, Outcome amongThree, String reason) {
        var reply = name == null ? new Unreadable() : new Refused(name, "a sentence");

        assertThat(GcpAnswers.of(status, reply, null, one)).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(alone, reason));
        assertThat(GcpAnswers.of(status, reply, null, three)).extracting(Answer::outcome)
                .containsOnly(amongThree).hasSize(3);
    }

    @Test
    @Proves("R-22")
    void googleSaysHowLongToWait() {
        assertThat(GcpAnswers.of(429, new Unreadable(), Duration.ofSeconds(9), three))
                .extracting(Answer::retryAfter).containsOnly(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureOfNobodyKnowsWhomLeavesTheOthersUnknown(boolean withAnId) {
        var stranger = new Failure(withAnId ? "somebody-elses" : null, 3, "{}");
        var answers = GcpAnswers.of(
                200, reported(new Failure(id(second), 3, "{}"), stranger), null, three);

        assertThat(answers).extracting(Answer::outcome)
                .containsExactly(Outcome.NO_ANSWER, Outcome.REFUSED, Outcome.NO_ANSWER);
    }

    @Test
    void anOperationThatFailedInTwoWaysIsUnknown() {
        var twice = reported(new Failure(id(first), 3, "{}"), new Failure(id(first), 8, "{}"));
        var same = reported(new Failure(id(first), 3, "{}"), new Failure(id(first), 3, "{}"));

        assertThat(GcpAnswers.of(200, twice, null, one)).extracting(Answer::outcome)
                .containsExactly(Outcome.NO_ANSWER);
        assertThat(GcpAnswers.of(200, same, null, one)).extracting(Answer::outcome)
                .containsExactly(Outcome.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"0, PT5M", "11, PT5M", "12, PT1H", "500, PT1H"})
    void whoIsNotEntitledIsAskedForOftenFirstAndHourlyThen(int attempts, Duration wait) {
        var tried = GcpRecords.attempted(first.identity(), GcpRecords.METRIC, GcpRecords.HOUR, 7,
                false, attempts);
        var answers = GcpAnswers.of(
                200, reported(new Failure(id(tried), 7, "{}")), null, batch(tried));

        assertThat(answers).extracting(Answer::retryAfter).containsExactly(wait);
    }

    @Test
    void whateverGoogleSaysEveryRecordHasExactlyOneAnswerInItsPlace() {
        var random = new Random(16);
        var rounds = Boolean.getBoolean("proof") ? 200_000 : 2_000;
        for (var round = 0; round < rounds; round++) {
            var records = new ArrayList<RecordToSend>();
            for (var i = 0; i <= random.nextInt(25); i++) {
                records.add(of("consumer-" + i, 1 + random.nextInt(100)));
            }
            var batch = batch(records.toArray(RecordToSend[]::new));
            var status = List.of(200, 200, 200, 400, 403, 429, 500).get(random.nextInt(7));

            assertThat(GcpAnswers.of(status, randomReply(random, batch), null, batch))
                    .extracting(Answer::recordId).containsExactlyElementsOf(
                            records.stream().map(RecordToSend::id).toList());
        }
    }

    private static GcpReportReply randomReply(Random random, Batch batch) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? new Unreadable() : new Refused("INVALID_ARGUMENT", null);
        }
        var failures = new ArrayList<Failure>();
        for (var item : batch.records()) {
            if (random.nextInt(3) == 0) {
                failures.add(new Failure(random.nextInt(9) == 0 ? null : id(item),
                        random.nextInt(17), "{}"));
            }
        }
        return new Reported(failures);
    }

    private static Reported reported(Failure... failures) {
        return new Reported(List.of(failures));
    }

    private static String id(RecordToSend item) {
        return GcpOperation.of(item).id();
    }
}
