package io.meterbridge.metering;

import io.meterbridge.marketplace.Outcome;

import java.time.Duration;

/**
 * How often a record that may have been booked is sent again, identically, before a human has to
 * decide (money.md M-16). A bound is for marketplaces that neither promise to book a resend once nor
 * tell what they booked: there each resend may bill twice.
 *
 * @param max resends that may be booked, after the first attempt that was not answered
 * @param within counted from the first attempt that was not answered; null when unbounded
 */
public record Resends(int max, Duration within) {

    /** As often as the hour is open: a resend is told from the first and proves what became of it. */
    public static final Resends UNBOUNDED = new Resends(Integer.MAX_VALUE, null);

    public Resends {
        if (max < 0) {
            throw new IllegalArgumentException("resends are counted from zero: " + max);
        }
    }

    /** True when there is a bound at all. */
    public boolean isBounded() {
        return within != null;
    }

    /** The same time with another number, where there is a bound. */
    public Resends withMax(int other) {
        return isBounded() ? new Resends(other, within) : this;
    }

    /**
     * Ends a record's resends where they are used up. An answer that shows that nothing was booked
     * by this very resend, and that another may fare better, does not count: throttled, not sent,
     * credentials refused. A refusal of a resend ends them: it says nothing about the first attempt,
     * and no other resend will say more.
     *
     * @param move what the answer does to the record
     * @param outcome the answer to the attempt that ended now
     * @param unansweredBefore attempts before this one that may have been booked
     */
    public RecordMove limit(RecordMove move, Outcome outcome, int unansweredBefore) {
        boolean goesOn = move.to() == RecordStatus.UNKNOWN && move.uncertain() && move.retryIn() != null;
        if (!isBounded() || !goesOn) {
            return move;
        }
        boolean usedUp =
                switch (outcome) {
                    case NO_ANSWER -> unansweredBefore + 1 > max;
                    case REFUSED, CLOSED -> true;
                    // in company it is sent again at once, in a smaller batch
                    case BATCH_REFUSED -> !move.retryIn().isZero();
                    case LATER, CREDENTIALS, NOT_SENT -> unansweredBefore > max;
                    case ACCEPTED, DUPLICATE -> false;
                };
        return usedUp ? move.withoutResend() : move;
    }
}
