package io.meterbridge.metering;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.metering.RecordMove.AccountEffect;

import java.time.Duration;

/**
 * What an answer does to a record. Uncertainty is sticky (money.md M-13): once an attempt may have
 * arrived unanswered, only proof moves the record on; a refusal of a resend proves nothing about
 * the first.
 *
 * @param resendAfter wait before the first identical resend of an unanswered record
 * @param resendAfterMax the longest such wait; it doubles up to here
 */
public record RecordTransition(Duration resendAfter, Duration resendAfterMax) {

    /** A lane whose credentials were refused is tried again this much later at the earliest. */
    private static final Duration CREDENTIALS_PAUSE = Duration.ofMinutes(1);

    /**
     * Decides the move.
     *
     * @param wasUncertain whether an earlier attempt is unanswered
     * @param quantity the frozen units
     * @param attempts attempts made so far, this one included
     * @param batchLimit the record's limit so far
     * @param batchSize how many records travelled together
     */
    public RecordMove after(
            Answer answer,
            boolean wasUncertain,
            long quantity,
            int attempts,
            int batchLimit,
            int batchSize) {
        return switch (answer.outcome()) {
            case ACCEPTED ->
                    booked(answer, quantity)
                            ? move(
                                    RecordStatus.ACCEPTED,
                                    false,
                                    null,
                                    batchLimit,
                                    AccountEffect.UNPARK)
                            : foreign(batchLimit, wasUncertain);
            case DUPLICATE ->
                    wasUncertain && booked(answer, quantity)
                            ? move(
                                    RecordStatus.ACCEPTED,
                                    false,
                                    null,
                                    batchLimit,
                                    AccountEffect.UNPARK)
                            : foreign(batchLimit, wasUncertain);
            case REFUSED -> refused(wasUncertain, attempts, batchLimit);
            case CLOSED ->
                    wasUncertain
                            ? resend(attempts, batchLimit)
                            : move(
                                    RecordStatus.EXPIRED,
                                    false,
                                    null,
                                    batchLimit,
                                    AccountEffect.NONE);
            case LATER ->
                    back(wasUncertain, longer(backoff(attempts), answer.retryAfter()), batchLimit);
            case CREDENTIALS -> back(wasUncertain, CREDENTIALS_PAUSE, batchLimit);
            case BATCH_REFUSED ->
                    batchSize > 1
                            ? back(wasUncertain, Duration.ZERO, (batchSize + 1) / 2)
                            : refused(wasUncertain, attempts, 1);
            case NOT_SENT -> back(wasUncertain, Duration.ZERO, batchLimit);
            case NO_ANSWER ->
                    back(true, longer(backoff(attempts), bearable(answer.retryAfter())), batchLimit);
        };
    }

    /** How long an unanswered record waits before it is sent again, identically. */
    public Duration backoff(int attempts) {
        int doublings = Math.min(Math.max(attempts - 1, 0), 20);
        var wait = resendAfter.multipliedBy(1L << doublings);
        return wait.compareTo(resendAfterMax) > 0 ? resendAfterMax : wait;
    }

    /** Whether what the marketplace booked is what we sent; one that does not say is believed. */
    private static boolean booked(Answer answer, long quantity) {
        return answer.bookedQuantity() == null || answer.bookedQuantity() == quantity;
    }

    /**
     * Somebody else used the slot: the value stays committed until a human says whether it counts.
     */
    private static RecordMove foreign(int batchLimit, boolean uncertain) {
        return new RecordMove(
                RecordStatus.UNKNOWN, uncertain, true, null, batchLimit, AccountEffect.BLOCK);
    }

    /**
     * A batch of one that is refused whole is its record refused: there is nothing left to split.
     */
    private RecordMove refused(boolean wasUncertain, int attempts, int batchLimit) {
        return wasUncertain
                ? resend(attempts, batchLimit)
                : move(RecordStatus.REJECTED, false, null, batchLimit, AccountEffect.PARK);
    }

    private RecordMove resend(int attempts, int batchLimit) {
        return move(RecordStatus.UNKNOWN, true, backoff(attempts), batchLimit, AccountEffect.NONE);
    }

    private static RecordMove back(boolean uncertain, Duration wait, int batchLimit) {
        var to = uncertain ? RecordStatus.UNKNOWN : RecordStatus.FROZEN;
        return move(to, uncertain, wait, batchLimit, AccountEffect.NONE);
    }

    private static RecordMove move(
            RecordStatus to,
            boolean uncertain,
            Duration wait,
            int batchLimit,
            AccountEffect account) {
        return new RecordMove(to, uncertain, false, wait, batchLimit, account);
    }

    /** A doubt is worth asking about while the window is open, however long a server asks to wait. */
    private Duration bearable(Duration asked) {
        return asked != null && asked.compareTo(resendAfterMax) > 0 ? resendAfterMax : asked;
    }

    private static Duration longer(Duration one, Duration other) {
        return other != null && other.compareTo(one) > 0 ? other : one;
    }
}
