package io.meterbridge.marketplace.gcp;

import static java.util.stream.Collectors.groupingBy;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.gcp.GcpMeaning.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an answer of {@code services.report} means for every record that was sent: exactly one
 * {@link Answer} each, in the batch's order. A 200 is no success by itself: what its list names was
 * not taken, everything else was. Whatever does not prove what became of a record is
 * {@link Outcome#NO_ANSWER} (money.md M-13), and Google cannot be asked again (M-16).
 */
public final class GcpAnswers {

    private static final GcpMeaning NOT_ENTITLED =
            GcpMeaning.later(Reason.CUSTOMER_NOT_ENTITLED, Wait.SOON);
    private static final GcpMeaning IN_TROUBLE =
            GcpMeaning.later(Reason.EXTERNAL_SERVICE_ERROR, Wait.NONE);
    private static final GcpMeaning UNKNOWN_CODE =
            GcpMeaning.of(Outcome.NO_ANSWER, Reason.UNRECOGNIZED_EXCEPTION);

    /** gRPC codes of a listed operation. */
    private static final Map<Integer, GcpMeaning> BY_CODE = Map.of(
            3, GcpMeaning.of(Outcome.REFUSED, Reason.INVALID_REQUEST),
            5, NOT_ENTITLED,
            7, NOT_ENTITLED,
            9, NOT_ENTITLED,
            8, GcpMeaning.later(Reason.EXTERNAL_TOO_MANY_REQUESTS, Wait.NONE),
            13, IN_TROUBLE,
            14, IN_TROUBLE);

    private GcpAnswers() {
    }

    /**
     * Maps an answer that arrived.
     *
     * @param status     the HTTP status
     * @param reply      its body
     * @param retryAfter how long Google asks to wait, or null
     */
    public static List<Answer> of(
            int status, GcpReportReply reply, Duration retryAfter, Batch batch) {
        if (status == 200 && reply instanceof GcpReportReply.Reported reported) {
            return eachOperation(reported, batch);
        }
        var code = reply instanceof GcpReportReply.Refused refused
                ? refused.name() : "http-" + status;
        var meaning = GcpError.ofStatus(status);
        if (meaning.isEmpty()) {
            var unknownWord = status >= 400 && status < 500;
            return batch.answerAll(Outcome.NO_ANSWER, code, unknownWord
                    ? Reason.UNRECOGNIZED_EXCEPTION : Reason.EXTERNAL_SERVICE_ERROR, retryAfter);
        }
        var oneOfSeveral = GcpError.isAboutOneRecord(status) && batch.records().size() > 1;
        var outcome = oneOfSeveral ? Outcome.BATCH_REFUSED : meaning.get().outcome();
        return batch.answerAll(outcome, code, meaning.get().reason(), retryAfter);
    }

    private static List<Answer> eachOperation(GcpReportReply.Reported reported, Batch batch) {
        var ours = batch.records().stream()
                .map(item -> GcpOperation.of(item).id()).collect(Collectors.toSet());
        var named = reported.failures().stream()
                .filter(failure -> ours.contains(failure.operationId()))
                .collect(groupingBy(GcpReportReply.Failure::operationId));
        // a failure of nobody knows whom may be anybody's
        var allAreNamed = reported.failures().stream()
                .map(GcpReportReply.Failure::operationId).allMatch(ours::contains);
        var answers = new ArrayList<Answer>();
        for (var item : batch.records()) {
            var id = GcpOperation.of(item).id();
            var failures = named.getOrDefault(id, List.of());
            answers.add(failures.isEmpty() ? notListed(item, id, allAreNamed)
                    : listed(item, failures));
        }
        return List.copyOf(answers);
    }

    private static Answer notListed(RecordToSend item, String id, boolean allAreNamed) {
        return allAreNamed
                ? new Answer(item.id(), Outcome.ACCEPTED, "reported", null, id, null, null, null)
                : Answer.of(item.id(), Outcome.NO_ANSWER, "unnamed-failure")
                        .because(Reason.UNRECOGNIZED_EXCEPTION.code());
    }

    private static Answer listed(RecordToSend item, List<GcpReportReply.Failure> failures) {
        var failure = failures.get(0);
        var contradicts = failures.stream()
                .anyMatch(other -> !Objects.equals(other.code(), failure.code()));
        var meaning = contradicts || failure.code() == null
                ? UNKNOWN_CODE : BY_CODE.getOrDefault(failure.code(), UNKNOWN_CODE);
        var code = contradicts ? "contradicting-report-errors" : "report-error-" + failure.code();
        return meaning.answer(item, code, failure.json());
    }
}
