package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.RecordToSend;
import java.time.Duration;
import java.util.Optional;

/**
 * What an answer of {@code services.check} means for the record that is about to be reported. A
 * check books nothing, so whatever does not plainly speak against the report lets it go: the report
 * has an answer of its own.
 */
public final class GcpCheckAnswers {

    private GcpCheckAnswers() {
    }

    /**
     * Maps an answer that arrived.
     *
     * @param retryAfter how long Google asks to wait, or null
     * @return empty when the record is reported; else what became of it
     */
    public static Optional<Answer> of(
            int status, GcpCheckReply reply, Duration retryAfter, RecordToSend item) {
        if (status == 200) {
            return reply instanceof GcpCheckReply.Checked checked
                    ? firstAgainst(checked, item) : Optional.empty();
        }
        var name = reply instanceof GcpCheckReply.Refused refused ? refused.name() : "http-" + status;
        return GcpError.ofStatus(status).map(meaning -> withWait(
                meaning.answer(item, "check-" + name, null), retryAfter));
    }

    private static Optional<Answer> firstAgainst(GcpCheckReply.Checked checked, RecordToSend item) {
        return checked.problems().stream()
                .filter(problem -> !GcpCheckError.failsOpen(problem.code()))
                .findFirst()
                .map(problem -> GcpCheckError.meaningOf(problem.code())
                        .answer(item, "check-" + problem.code(), problem.json()));
    }

    private static Answer withWait(Answer answer, Duration retryAfter) {
        return retryAfter == null ? answer : new Answer(answer.recordId(), answer.outcome(),
                answer.code(), answer.reason(), null, null, retryAfter, answer.evidence());
    }
}
