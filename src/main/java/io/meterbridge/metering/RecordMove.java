package io.meterbridge.metering;

import java.time.Duration;

/**
 * What an answer does to a record that was being sent, and to the account behind it.
 *
 * @param to the record's next state
 * @param uncertain whether an attempt may have booked it without telling
 * @param foreign whether somebody else's usage sits in the slot
 * @param retryIn when it is sent again, or null when it is not
 * @param batchLimit the most records it may travel with from now on
 * @param account what the answer means for the account
 */
public record RecordMove(
        RecordStatus to,
        boolean uncertain,
        boolean foreign,
        Duration retryIn,
        int batchLimit,
        AccountEffect account) {

    /** The same, but only proof or a human moves the record on: it is not sent again. */
    RecordMove withoutResend() {
        return new RecordMove(to, uncertain, foreign, null, batchLimit, account);
    }

    /** True when no resend will tell what became of the record, so that a human has to say. */
    public boolean waitsForHuman() {
        return to == RecordStatus.UNKNOWN && uncertain && !foreign && retryIn == null;
    }

    /** What an answer about one record means for its whole account. */
    public enum AccountEffect {
        NONE,
        /** Configuration was refused: amounts wait, one probe a day (money.md M-17). */
        PARK,
        /** Somebody else uses its slots: a human decides (money.md M-15). */
        BLOCK,
        /** It works: whatever had parked it is over. */
        UNPARK
    }
}
