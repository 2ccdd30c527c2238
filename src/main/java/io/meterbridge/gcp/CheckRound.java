package io.meterbridge.gcp;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One batch on its way through the checks: whom to ask about next, whom a check spoke against, and
 * what is left to report. Belongs to one exchange, whose steps follow each other.
 */
public final class CheckRound {

    private final Batch batch;
    private final Map<UUID, Answer> against = new HashMap<>();
    private final List<RecordToSend> toReport = new ArrayList<>();
    private int next;
    private boolean over;

    private CheckRound(Batch batch) {
        this.batch = batch;
    }

    /** A round that asks about every record. */
    static CheckRound of(Batch batch) {
        return new CheckRound(batch);
    }

    /** A round that asks nobody: everything is reported. */
    static CheckRound without(Batch batch) {
        var round = new CheckRound(batch);
        round.reportTheRest();
        return round;
    }

    /** True while there is somebody to ask about. */
    public boolean isOpen() {
        return !over && next < batch.records().size();
    }

    /** True when something is left to report. */
    public boolean isAnythingLeft() {
        return !toReport.isEmpty();
    }

    boolean isFirst() {
        return next == 0;
    }

    RecordToSend current() {
        return batch.records().get(next);
    }

    /** The check passed. */
    void pass() {
        toReport.add(current());
        next++;
    }

    /** The check spoke against this record. */
    void refuse(Answer answer) {
        against.put(current().id(), answer);
        next++;
    }

    /** What holds for this record holds for all that were not asked about yet. */
    void refuseTheRest(Answer answer) {
        for (var item : rest()) {
            against.put(item.id(), new Answer(item.id(), answer.outcome(), answer.code(),
                    answer.reason(), null, null, answer.retryAfter(), answer.evidence()));
        }
        over = true;
    }

    /** Checks are not answered for now: the reports will be. */
    void reportTheRest() {
        toReport.addAll(rest());
        over = true;
    }

    /** No time to ask about the others; they are claimed again at once. */
    void leaveTheRest() {
        var left = batchOf(rest()).answerAll(Outcome.NOT_SENT, "lease-too-short", null, null);
        GcpEvidence.ofFailure(left, batch, "the lease was too short to check more")
                .forEach(answer -> against.put(answer.recordId(), answer));
        over = true;
    }

    /** What is reported: every record nothing spoke against. */
    public Batch batchToReport() {
        return batchOf(toReport);
    }

    /** The answers so far, in the batch's order; records that are still to be reported have none. */
    public List<Answer> answers() {
        return all(List.of());
    }

    /** One answer for each record, in the batch's order. */
    List<Answer> all(List<Answer> reported) {
        var byRecord = new HashMap<UUID, Answer>(against);
        reported.forEach(answer -> byRecord.put(answer.recordId(), answer));
        return batch.records().stream().map(RecordToSend::id).map(byRecord::get)
                .flatMap(Stream::ofNullable).toList();
    }

    /** These answers, except for records that a check spoke against: they were not in the call. */
    List<Answer> butChecked(List<Answer> others) {
        return others.stream()
                .map(answer -> against.getOrDefault(answer.recordId(), answer)).toList();
    }

    private List<RecordToSend> rest() {
        return batch.records().subList(next, batch.records().size());
    }

    private Batch batchOf(List<RecordToSend> records) {
        return new Batch(batch.sellerId(), batch.cloud(), batch.lane(), batch.product(),
                batch.claimToken(), batch.giveUpAtNanos(), records);
    }
}
