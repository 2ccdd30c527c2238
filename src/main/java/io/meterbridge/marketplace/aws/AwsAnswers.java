package io.meterbridge.marketplace.aws;

import static java.util.stream.Collectors.groupingBy;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an answer of BatchMeterUsage means for every record that was sent: exactly one
 * {@link Answer} each, in the batch's order. Whatever does not prove what became of a record is
 * {@link Outcome#NO_ANSWER} (money.md M-13). An answer's evidence is AWS's own words about that
 * record, if there are any.
 */
public final class AwsAnswers {

    private AwsAnswers() {
    }

    /**
     * Maps an answer that arrived.
     *
     * @param status     the HTTP status
     * @param reply      its body
     * @param retryAfter how long AWS asks to wait, or null
     */
    public static List<Answer> of(int status, AwsReply reply, Duration retryAfter, Batch batch) {
        if (status >= 200 && status < 300 && reply instanceof AwsReply.Metered metered) {
            return eachResult(metered, batch);
        }
        var error = errorOf(status, reply);
        var code = reply instanceof AwsReply.Refused refused ? refused.type() : "http-" + status;
        return error.isPresent()
                ? refusedWhole(error.get(), code, retryAfter, batch)
                : noAnswer(status, reply, code, retryAfter, batch);
    }

    /**
     * The answers of a batch whose records all came to the same.
     *
     * @param reason why, in the seller's words, or null
     */
    public static List<Answer> all(Batch batch, Outcome outcome, String code, Reason reason) {
        return batch.answerAll(outcome, code, reason, null);
    }

    /** A server error proves nothing, whatever it says: it may come from after the booking. */
    private static Optional<AwsError> errorOf(int status, AwsReply reply) {
        if (status < 400 || status >= 500) {
            return Optional.empty();
        }
        var named = reply instanceof AwsReply.Refused refused
                ? AwsError.named(refused.type()) : Optional.<AwsError>empty();
        return named.or(() -> AwsError.ofStatus(status));
    }

    private static List<Answer> refusedWhole(
            AwsError error, String code, Duration retryAfter, Batch batch) {
        var oneOfSeveral = error.isAboutOneRecord() && batch.records().size() > 1;
        var outcome = oneOfSeveral ? Outcome.BATCH_REFUSED : error.outcome();
        return batch.answerAll(outcome, code, error.reason(), retryAfter);
    }

    private static List<Answer> noAnswer(
            int status, AwsReply reply, String code, Duration retryAfter, Batch batch) {
        var unknownWord = status >= 400 && status < 500 && reply instanceof AwsReply.Refused;
        var reason = unknownWord ? Reason.UNRECOGNIZED_EXCEPTION : Reason.EXTERNAL_SERVICE_ERROR;
        return batch.answerAll(Outcome.NO_ANSWER, code, reason, retryAfter);
    }

    private static List<Answer> eachResult(AwsReply.Metered metered, Batch batch) {
        var sent = batch.records().stream().collect(groupingBy(UsageKey::of));
        var results = metered.results().stream().collect(groupingBy(AwsReply.Result::key));
        var unprocessed = metered.unprocessed().stream()
                .collect(groupingBy(AwsReply.Unprocessed::key));

        var answers = new ArrayList<Answer>();
        for (var item : batch.records()) {
            var key = UsageKey.of(item);
            var booked = results.getOrDefault(key, List.of());
            var left = unprocessed.getOrDefault(key, List.of());
            if (sent.get(key).size() > 1 || booked.size() + left.size() > 1) {
                answers.add(unclear(item, "ambiguous-result", null));
            } else if (booked.size() == 1) {
                answers.add(answerTo(item, booked.get(0)));
            } else if (left.size() == 1) {
                answers.add(answer(item.id(), Outcome.LATER, "UnprocessedRecord",
                        Reason.EXTERNAL_SERVICE_ERROR, null, left.get(0).json()));
            } else {
                answers.add(unclear(item, "no-result", null));
            }
        }
        return List.copyOf(answers);
    }

    /** The status alone decides: a refused record may carry a record id too. */
    private static Answer answerTo(RecordToSend item, AwsReply.Result result) {
        return switch (result.status()) {
            case "Success" -> new Answer(item.id(), Outcome.ACCEPTED, result.status(), null,
                    result.meteringRecordId(), bookedQuantity(item, result), null, result.json());
            // AWS repeats the quantity we sent, not the one that is booked
            case "DuplicateRecord" -> answer(item.id(), Outcome.DUPLICATE, result.status(),
                    Reason.DUPLICATE_REQUEST, null, result.json());
            case "CustomerNotSubscribed" -> answer(item.id(), Outcome.REFUSED, result.status(),
                    Reason.CUSTOMER_NOT_ENTITLED, null, result.json());
            default -> unclear(item, result.status(), result.json());
        };
    }

    private static Long bookedQuantity(RecordToSend item, AwsReply.Result result) {
        return result.quantity() == null ? Long.valueOf(item.quantity()) : result.quantity();
    }

    private static Answer unclear(RecordToSend item, String code, String json) {
        return answer(item.id(), Outcome.NO_ANSWER, code,
                Reason.UNRECOGNIZED_EXCEPTION, null, json);
    }

    private static Answer answer(
            UUID id,
            Outcome outcome,
            String code,
            Reason reason,
            Duration retryAfter,
            String json) {
        return new Answer(id, outcome, code, reason == null ? null : reason.code(),
                null, null, retryAfter, json);
    }
}
