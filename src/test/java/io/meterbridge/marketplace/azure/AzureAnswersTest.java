package io.meterbridge.marketplace.azure;

import static io.meterbridge.marketplace.azure.AzureRecords.DIMENSION;
import static io.meterbridge.marketplace.azure.AzureRecords.HOUR;
import static io.meterbridge.marketplace.azure.AzureRecords.again;
import static io.meterbridge.marketplace.azure.AzureRecords.batch;
import static io.meterbridge.marketplace.azure.AzureRecords.record;
import static io.meterbridge.marketplace.azure.AzureRecords.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.azure.AzureReply.Booked;
import io.meterbridge.marketplace.azure.AzureReply.Metered;
import io.meterbridge.marketplace.azure.AzureReply.Problem;
import io.meterbridge.marketplace.azure.AzureReply.Refused;
import io.meterbridge.marketplace.azure.AzureReply.Result;
import io.meterbridge.marketplace.azure.AzureReply.Unreadable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that the reference lists, and every one that it does not. */
@Proves({"M-13", "R-15"})
class AzureAnswersTest {

    private static final Instant NOW = HOUR.plus(Duration.ofMinutes(65));

    private final RecordToSend first = record(subscription(), HOUR, 7);
    private final RecordToSend second = record(subscription(), HOUR, 8);
    private final RecordToSend third = record(subscription(), HOUR, 9);
    private final Batch one = batch(first);
    private final Batch three = batch(first, second, third);

    @ParameterizedTest(name = "{0} with target {1}, {2} hours old: {3}")
    @CsvSource(nullValues = "-", value = {
        "Accepted,              -,                  1, ACCEPTED,  -",
        "Expired,               effectiveStartTime, 24, CLOSED,   window-closed",
        "Expired,               -,                  13, CLOSED,   window-closed",
        "Expired,               effectiveStartTime, 1, LATER,     external-service-error",
        "Expired,               -,                  11, LATER,    external-service-error",
        "ResourceNotFound,      resourceId,         1, REFUSED,   customer-not-entitled",
        "ResourceNotActive,     -,                  1, REFUSED,   customer-not-entitled",
        "ResourceNotAuthorized, -,                  1, REFUSED,   external-product-misconfigured",
        "InvalidDimension,      dimension,          1, REFUSED,   invalid-usage-dimension",
        "InvalidQuantity,       -,                  1, REFUSED,   invalid-quantity",
        "BadArgument,           -,                  1, REFUSED,   invalid-request",
        "BadArgument,           somethingNew,       1, REFUSED,   invalid-request",
        "BadArgument,           dimension,          1, REFUSED,   invalid-usage-dimension",
        "BadArgument,           quantity,           1, REFUSED,   invalid-quantity",
        "BadArgument,           resourceId,         1, REFUSED,   customer-not-entitled",
        "BadArgument,           planId,             1, REFUSED,   invalid-product-code",
        "BadArgument,           effectiveStartTime, 24, CLOSED,   window-closed",
        "BadArgument,           effectiveStartTime, 1, LATER,     external-service-error",
        "Error,                 -,                  1, NO_ANSWER, external-service-error",
        "SomethingNew,          -,                  1, NO_ANSWER, unrecognized-exception",
        "accepted,              -,                  1, NO_ANSWER, unrecognized-exception"})
    void aStatusOfARecordMeans(
            String status, String target, int hoursOld, Outcome outcome, String reason) {
        var problem = target == null ? null : problem("BadArgument", target);
        var reply = new Metered(List.of(result(first, status, problem)));

        assertThat(AzureAnswers.of(200, reply, null, one, HOUR.plus(Duration.ofHours(hoursOld))))
                .extracting(Answer::recordId, Answer::outcome, Answer::code, Answer::reason,
                        Answer::evidence)
                .containsExactly(tuple(first.id(), outcome, status, reason, "{}"));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} alone, {4} among three")
    @CsvSource(nullValues = "-", value = {
        "400, BadArgument,           -,                  REFUSED,     BATCH_REFUSED, invalid-request",
        "400, BadArgument,           dimension,          REFUSED,     BATCH_REFUSED, invalid-usage-dimension",
        "400, BadArgument,           quantity,           REFUSED,     BATCH_REFUSED, invalid-quantity",
        "400, BadArgument,           resourceId,         REFUSED,     BATCH_REFUSED, customer-not-entitled",
        "400, BadArgument,           planId,             REFUSED,     BATCH_REFUSED, invalid-product-code",
        "400, BadArgument,           effectiveStartTime, LATER,       BATCH_REFUSED, external-service-error",
        "400, SomethingNew,          -,                  REFUSED,     BATCH_REFUSED, invalid-request",
        "400, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "401, -,                     -,                  CREDENTIALS, CREDENTIALS,   external-access-denied",
        "401, Unauthorized,          -,                  CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, -,                     -,                  CREDENTIALS, CREDENTIALS,   external-access-denied",
        "403, Forbidden,             -,                  CREDENTIALS, CREDENTIALS,   external-access-denied",
        "404, ResourceNotFound,      -,                  REFUSED,     BATCH_REFUSED, customer-not-entitled",
        "404, SomethingNew,          -,                  NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        "404, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "408, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "409, -,                     -,                  NO_ANSWER,   NO_ANSWER,     duplicate-request",
        "409, Conflict,              -,                  DUPLICATE,   NO_ANSWER,     duplicate-request",
        "413, -,                     -,                  REFUSED,     BATCH_REFUSED, invalid-request",
        "429, -,                     -,                  LATER,       LATER,         external-too-many-requests",
        "429, SomethingNew,          -,                  LATER,       LATER,         external-too-many-requests",
        "418, SomethingNew,          -,                  NO_ANSWER,   NO_ANSWER,     unrecognized-exception",
        // what proves nothing
        "200, BadArgument,           -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "200, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "307, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "500, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "500, BadArgument,           dimension,          NO_ANSWER,   NO_ANSWER,     external-service-error",
        "502, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "503, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "503, ServiceUnavailable,    -,                  NO_ANSWER,   NO_ANSWER,     external-service-error",
        "504, -,                     -,                  NO_ANSWER,   NO_ANSWER,     external-service-error"})
    void anErrorOfTheWholeCallMeans(int status, String code, String target, Outcome alone,
            Outcome amongThree, String reason) {
        var reply = code == null ? new Unreadable() : new Refused(problem(code, target));
        var shown = code == null ? "http-" + status : code;

        assertThat(AzureAnswers.of(status, reply, null, one, NOW))
                .containsExactly(Answer.of(first.id(), alone, shown).because(reason));
        assertThat(AzureAnswers.of(status, reply, null, three, NOW)).containsExactly(
                Answer.of(first.id(), amongThree, shown).because(reason),
                Answer.of(second.id(), amongThree, shown).because(reason),
                Answer.of(third.id(), amongThree, shown).because(reason));
    }

    @Test
    @Proves("R-22")
    void theTimeAzureAsksToWaitReachesEveryRecord() {
        var wait = Duration.ofSeconds(17);

        for (var status : List.of(429, 503)) {
            assertThat(AzureAnswers.of(status, new Unreadable(), wait, three, NOW))
                    .extracting(Answer::retryAfter).containsExactly(wait, wait, wait);
        }
    }

    @ParameterizedTest(name = "sent before: {0}, booked: {1}")
    @CsvSource(nullValues = "-", value = {
        "true,  7,    DUPLICATE, 7, event-1",
        "true,  7.0,  DUPLICATE, 7, event-1",
        "true,  5,    DUPLICATE, 5, -",
        "true,  9,    DUPLICATE, 9, -",
        "true,  7.5,  DUPLICATE, 8, -",
        "true,  6.5,  DUPLICATE, 6, -",
        "false, 7,    DUPLICATE, 7, -",
        "false, 5,    DUPLICATE, 5, -",
        "true,  1e30, DUPLICATE, 9223372036854775807, -",
        "true,  -,    NO_ANSWER, -, -",
        "false, -,    DUPLICATE, -, -"})
    @Proves({"R-14", "M-15"})
    void aDuplicateSaysWhatIsBookedInTheSlot(
            boolean sentBefore, BigDecimal quantity, Outcome outcome, Long units, String receipt) {
        var item = sentBefore ? again(first) : first;
        var booked = new Booked(EventKey.of(item), "event-1", quantity);
        var problem = new Problem("Conflict", null, Set.of(), booked);
        var inBatch = AzureAnswers.of(200,
                new Metered(List.of(result(item, "Duplicate", problem))), null, batch(item), NOW);
        var whole = AzureAnswers.of(409, new Refused(problem), null, batch(item), NOW);

        assertThat(List.of(inBatch.get(0), whole.get(0)))
                .extracting(Answer::outcome, Answer::bookedQuantity, Answer::cloudRecordId,
                        Answer::reason)
                .containsOnly(tuple(outcome, units, receipt, "duplicate-request"));
    }

    @Test
    @Proves({"R-14", "M-15"})
    void aDuplicateWithoutWhatIsBookedIsNeverTakenForOurs() {
        var sent = again(first);
        var reply = new Metered(List.of(result(sent, "Duplicate", null)));

        assertThat(AzureAnswers.of(200, reply, null, batch(sent), NOW))
                .extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
    }

    @Test
    @Proves({"R-14", "M-15"})
    void whatIsBookedAnywhereInTheHourSitsInTheSlot() {
        var sent = again(first);
        var resource = sent.identity().get(AzureIdentity.RESOURCE);

        assertThat(duplicateOf(sent, EventKey.of(resource, DIMENSION, HOUR.plusSeconds(1260))))
                .isEqualTo(Outcome.DUPLICATE);
        assertThat(duplicateOf(sent, null)).isEqualTo(Outcome.DUPLICATE);
        assertThat(duplicateOf(sent, EventKey.of(resource, DIMENSION, HOUR.plusSeconds(3600))))
                .isEqualTo(Outcome.NO_ANSWER);
        assertThat(duplicateOf(sent, EventKey.of(resource, "another", HOUR)))
                .isEqualTo(Outcome.NO_ANSWER);
        assertThat(duplicateOf(sent, EventKey.of(subscription(), DIMENSION, HOUR)))
                .isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void resultsAreFoundByWhatTheyAreAboutNotByTheirPlace() {
        var reply = new Metered(List.of(
                result(third, "InvalidDimension", null),
                result(first, "Accepted", null),
                result(second, "Error", null)));

        assertThat(AzureAnswers.of(200, reply, null, three, NOW))
                .extracting(Answer::recordId, Answer::outcome).containsExactly(
                        tuple(first.id(), Outcome.ACCEPTED),
                        tuple(second.id(), Outcome.NO_ANSWER),
                        tuple(third.id(), Outcome.REFUSED));
    }

    @Test
    void anIdInCapitalsIsTheSame() {
        var key = EventKey.of(
                first.identity().get(AzureIdentity.RESOURCE).toUpperCase(), DIMENSION, HOUR);
        var reply = new Metered(List.of(new Result(key, "Accepted", "e", null, null, "{}")));

        assertThat(AzureAnswers.of(200, reply, null, one, NOW))
                .extracting(Answer::outcome, Answer::cloudRecordId, Answer::bookedQuantity)
                .containsExactly(tuple(Outcome.ACCEPTED, "e", 7L));
    }

    @Test
    void anAcceptanceWithAnotherQuantitySaysSo() {
        var reply = new Metered(List.of(new Result(
                EventKey.of(first), "Accepted", "e", new BigDecimal("6"), null, "{}")));

        assertThat(AzureAnswers.of(200, reply, null, one, NOW).get(0).bookedQuantity())
                .isEqualTo(6L);
    }

    @Test
    void aRecordThatIsMissingOrThereTwiceHasNoAnswer() {
        var fewer = new Metered(List.of(result(first, "Accepted", null)));
        var more = new Metered(List.of(
                result(first, "Accepted", null), result(first, "Duplicate", null),
                result(second, "Accepted", null), result(third, "Accepted", null),
                result(record(subscription(), HOUR, 1), "Accepted", null)));

        assertThat(AzureAnswers.of(200, fewer, null, three, NOW))
                .extracting(Answer::outcome, Answer::code).containsExactly(
                        tuple(Outcome.ACCEPTED, "Accepted"),
                        tuple(Outcome.NO_ANSWER, "no-result"),
                        tuple(Outcome.NO_ANSWER, "no-result"));
        assertThat(AzureAnswers.of(200, more, null, three, NOW))
                .extracting(Answer::outcome, Answer::code).containsExactly(
                        tuple(Outcome.NO_ANSWER, "ambiguous-result"),
                        tuple(Outcome.ACCEPTED, "Accepted"),
                        tuple(Outcome.ACCEPTED, "Accepted"));
    }

    @Test
    void recordsThatAzureCannotTellApartHaveNoAnswer() {
        var same = record(first.identity().get(AzureIdentity.RESOURCE), HOUR, 5);
        var reply = new Metered(List.of(result(first, "Accepted", null)));

        assertThat(AzureAnswers.of(200, reply, null, batch(first, same), NOW))
                .extracting(Answer::outcome).containsOnly(Outcome.NO_ANSWER);
    }

    @Test
    void aResultOfAnotherHourIsNobodys() {
        var later = record(first.identity().get(AzureIdentity.RESOURCE), HOUR.plusSeconds(3600), 7);
        var reply = new Metered(List.of(result(later, "Accepted", null)));

        assertThat(AzureAnswers.of(200, reply, null, one, NOW))
                .extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
    }

    @Test
    void whateverAzureSaysEveryRecordHasExactlyOneAnswerInItsPlace() {
        var random = new Random(15);
        var rounds = Boolean.getBoolean("proof") ? 200_000 : 2_000;
        for (var round = 0; round < rounds; round++) {
            var batch = randomBatch(random);
            var answers = AzureAnswers.of(List.of(200, 200, 200, 400, 403, 409, 429, 500)
                    .get(random.nextInt(8)), randomReply(random, batch), null, batch, NOW);

            assertThat(answers).extracting(Answer::recordId).containsExactlyElementsOf(
                    batch.records().stream().map(RecordToSend::id).toList());
        }
    }

    private Outcome duplicateOf(RecordToSend item, EventKey slot) {
        var problem = new Problem("Conflict", null, Set.of(),
                new Booked(slot, "event-1", BigDecimal.valueOf(item.quantity())));
        var reply = new Metered(List.of(result(item, "Duplicate", problem)));
        return AzureAnswers.of(200, reply, null, batch(item), NOW).get(0).outcome();
    }

    private static Batch randomBatch(Random random) {
        var records = new ArrayList<RecordToSend>();
        for (var i = 0; i <= random.nextInt(25); i++) {
            records.add(record("subscription-" + random.nextInt(30), HOUR, 1 + random.nextInt(100)));
        }
        return batch(records.toArray(RecordToSend[]::new));
    }

    private static AzureReply randomReply(Random random, Batch batch) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean()
                    ? new Unreadable() : new Refused(problem("BadArgument", null));
        }
        var shuffled = new ArrayList<>(batch.records());
        Collections.shuffle(shuffled, random);
        var results = new ArrayList<Result>();
        for (var item : shuffled) {
            var statuses = List.of("Accepted", "Duplicate", "Error", "Nonsense", "Expired", "");
            var status = statuses.get(random.nextInt(statuses.size()));
            if (!status.isEmpty()) {
                results.add(result(item, status, null));
            }
        }
        return new Metered(results);
    }

    private static Problem problem(String code, String target) {
        return new Problem(code, "some sentence",
                target == null ? Set.of() : Set.of("usageEventRequest", target), null);
    }

    private static Result result(RecordToSend item, String status, Problem problem) {
        return new Result(EventKey.of(item), status, null, BigDecimal.valueOf(item.quantity()),
                problem, "{}");
    }
}
