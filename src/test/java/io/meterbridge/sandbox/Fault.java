package io.meterbridge.sandbox;

import java.time.Duration;

/**
 * What one call meets.
 *
 * @param kind the way it goes wrong, {@link FaultKind#NONE} for a call that goes well
 * @param delay how long a delayed call waits before the work
 * @param answer what is answered instead of the work, for {@link FaultKind#ANSWER} only
 * @param records how many records of a batch stay unprocessed
 * @param hold where a held call waits
 */
record Fault(FaultKind kind, Duration delay, SandboxAnswer answer, int records, Hold hold) {

    static final Fault NONE = of(FaultKind.NONE);

    static Fault of(FaultKind kind) {
        return new Fault(kind, Duration.ZERO, null, 0, null);
    }

    static Fault delayedBy(Duration delay) {
        return new Fault(FaultKind.DELAY, delay, null, 0, null);
    }

    static Fault answering(SandboxAnswer answer) {
        return new Fault(FaultKind.ANSWER, Duration.ZERO, answer, 0, null);
    }

    static Fault leavingUnprocessed(int records) {
        return new Fault(FaultKind.PARTIAL_BATCH, Duration.ZERO, null, records, null);
    }

    static Fault heldAt(FaultKind kind, Hold hold) {
        return new Fault(kind, Duration.ZERO, null, 0, hold);
    }

    /** How many of a batch's records this call works on. */
    int processedOf(int batchSize) {
        return Math.max(0, batchSize - records);
    }
}
