package io.meterbridge.marketplace.azure;

import static java.util.stream.Collectors.groupingBy;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer of batchUsageEvent means for every record that was sent: exactly one {@link
 * Answer} each, in the batch's order. Whatever does not prove what became of a record is {@link
 * Outcome#NO_ANSWER} (money.md M-13). An answer's evidence is Azure's own words about that record,
 * if there are any.
 */
public final class AzureAnswers {

    private final Batch batch;
    private final Duration retryAfter;
    private final Instant now;

    private AzureAnswers(Batch batch, Duration retryAfter, Instant now) {
        this.batch = batch;
        this.retryAfter = retryAfter;
        this.now = now;
    }

    /**
     * Maps an answer that arrived.
     *
     * @param status     the HTTP status
     * @param reply      its body
     * @param retryAfter how long Azure asks to wait, or null
     * @param now        when it arrived; tells old usage from clocks that differ
     */
    public static List<Answer> of(
            int status, AzureReply reply, Duration retryAfter, Batch batch, Instant now) {
        var answers = new AzureAnswers(batch, retryAfter, now);
        return status >= 200 && status < 300 && reply instanceof AzureReply.Metered metered
                ? answers.eachResult(metered)
                : answers.whole(status, reply);
    }

    /** A server error proves nothing, whatever it says: it may come from after the booking. */
    private List<Answer> whole(int status, AzureReply reply) {
        var problem = reply instanceof AzureReply.Refused refused ? refused.problem() : null;
        var code = problem == null ? "http-" + status : problem.code();
        return switch (status) {
            case 401, 403 -> all(Outcome.CREDENTIALS, code, Reason.EXTERNAL_ACCESS_DENIED);
            case 429 -> all(Outcome.LATER, code, Reason.EXTERNAL_TOO_MANY_REQUESTS);
            case 413 -> aboutOne(code, new AzureProblem(Outcome.REFUSED, Reason.INVALID_REQUEST));
            case 400 -> problem == null ? nothingSaid(status, code)
                    : aboutOne(code, AzureProblem.badArgument(problem, first(), now));
            case 404 -> notFound(status, code, problem);
            case 409 -> conflict(code, problem);
            default -> nothingSaid(status, code);
        };
    }

    /** Refused whole for one of its records: which one, only smaller batches tell. */
    private List<Answer> aboutOne(String code, AzureProblem problem) {
        var outcome = batch.records().size() > 1 ? Outcome.BATCH_REFUSED : problem.outcome();
        return all(outcome, code, problem.reason());
    }

    /** Only Azure's own word about a subscription; anything else may be a wrong address. */
    private List<Answer> notFound(int status, String code, AzureReply.Problem problem) {
        var meaning = problem == null
                ? null : AzureProblem.ofStatus(code, problem, first(), now).orElse(null);
        return meaning == null ? nothingSaid(status, code) : aboutOne(code, meaning);
    }

    /** Documented for single events; of a batch it does not say which slots are taken. */
    private List<Answer> conflict(String code, AzureReply.Problem problem) {
        return problem != null && batch.records().size() == 1
                ? List.of(duplicate(first(), code, problem, null))
                : all(Outcome.NO_ANSWER, code, Reason.DUPLICATE_REQUEST);
    }

    private List<Answer> nothingSaid(int status, String code) {
        var unknownWord = status >= 400 && status < 500 && !code.equals("http-" + status);
        return all(Outcome.NO_ANSWER, code, unknownWord
                ? Reason.UNRECOGNIZED_EXCEPTION : Reason.EXTERNAL_SERVICE_ERROR);
    }

    private List<Answer> all(Outcome outcome, String code, Reason reason) {
        return batch.answerAll(outcome, code, reason, retryAfter);
    }

    private RecordToSend first() {
        return batch.records().get(0);
    }

    private List<Answer> eachResult(AzureReply.Metered metered) {
        var sent = batch.records().stream().collect(groupingBy(EventKey::of));
        var results = metered.results().stream().collect(groupingBy(AzureReply.Result::key));
        var answers = new ArrayList<Answer>();
        for (var item : batch.records()) {
            var key = EventKey.of(item);
            var own = results.getOrDefault(key, List.of());
            if (own.isEmpty()) {
                answers.add(unclear(item, "no-result", null));
            } else if (own.size() > 1 || sent.get(key).size() > 1) {
                answers.add(unclear(item, "ambiguous-result", null));
            } else {
                answers.add(answerTo(item, own.get(0)));
            }
        }
        return List.copyOf(answers);
    }

    private Answer answerTo(RecordToSend item, AzureReply.Result result) {
        return switch (result.status()) {
            case "Accepted" -> new Answer(item.id(), Outcome.ACCEPTED, result.status(), null,
                    result.eventId(), result.quantity() == null
                            ? Long.valueOf(item.quantity()) : units(result.quantity(), item),
                    null, result.json());
            case "Duplicate" -> duplicate(item, result.status(), result.problem(), result.json());
            // unspecified: it may have struck after the booking
            case "Error" -> answer(item, Outcome.NO_ANSWER, result.status(),
                    Reason.EXTERNAL_SERVICE_ERROR, result.json());
            default -> AzureProblem.ofStatus(result.status(), result.problem(), item, now)
                    .map(known -> answer(item, known.outcome(), result.status(), known.reason(),
                            result.json()))
                    .orElseGet(() -> unclear(item, result.status(), result.json()));
        };
    }

    /**
     * Azure shows what sits in the slot. When it does not, a record that was sent before may be
     * that very usage: then the duplicate proves nothing, and the day's sum has to tell.
     */
    private Answer duplicate(
            RecordToSend item, String code, AzureReply.Problem problem, String json) {
        var booked = problem == null ? null : problem.accepted();
        if (booked == null || booked.quantity() == null || !sitsInSlotOf(item, booked)) {
            var outcome = item.uncertain() ? Outcome.NO_ANSWER : Outcome.DUPLICATE;
            return answer(item, outcome, code, Reason.DUPLICATE_REQUEST, json);
        }
        var units = units(booked.quantity(), item);
        var receipt = item.uncertain() && units == item.quantity() ? booked.eventId() : null;
        return new Answer(item.id(), Outcome.DUPLICATE, code, Reason.DUPLICATE_REQUEST.code(),
                receipt, units, null, json);
    }

    private static boolean sitsInSlotOf(RecordToSend item, AzureReply.Booked booked) {
        var key = booked.key();
        return key == null || key.resource().equals(item.identity().get(AzureIdentity.RESOURCE))
                && key.dimension().equals(item.dimension())
                && key.start().truncatedTo(ChronoUnit.HOURS).equals(item.hour());
    }

    /**
     * Units as a whole number. Somebody else's may have a fraction; then they are rounded to a
     * number that is not ours.
     */
    private static long units(BigDecimal quantity, RecordToSend item) {
        var whole = quantity.setScale(0, RoundingMode.FLOOR).toBigInteger();
        var units = whole.bitLength() < Long.SIZE ? whole.longValueExact() : Long.MAX_VALUE;
        var isExact = quantity.compareTo(BigDecimal.valueOf(units)) == 0;
        return units == item.quantity() && !isExact ? units + 1 : units;
    }

    private static Answer unclear(RecordToSend item, String code, String json) {
        return answer(item, Outcome.NO_ANSWER, code, Reason.UNRECOGNIZED_EXCEPTION, json);
    }

    private static Answer answer(
            RecordToSend item, Outcome outcome, String code, Reason reason, String json) {
        return new Answer(item.id(), outcome, code, reason.code(), null, null, null, json);
    }
}
