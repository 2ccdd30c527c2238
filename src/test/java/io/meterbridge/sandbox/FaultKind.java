package io.meterbridge.sandbox;

/** The ways in which a simulated service can misbehave. */
public enum FaultKind {
    /** No fault: the call is answered as documented. */
    NONE,
    /** A given answer instead of the work. */
    ANSWER,
    /** The service's own "too many requests" instead of the work. */
    THROTTLE,
    /** The service's own internal error instead of the work. */
    SERVER_ERROR,
    /** The work is done and answered, only later. */
    DELAY,
    /** The connection is closed before the work; nothing happened. */
    CLOSE_WITHOUT_ANSWER,
    /** The work is done and remembered, then the connection is closed without an answer. */
    LOSE_ANSWER,
    /** The work is done and remembered; half of the answer's body arrives. */
    TRUNCATE,
    /** The work is done and remembered; the answer is a 200 that is not JSON. */
    GARBAGE,
    /** Some records of a batch come back unprocessed; the others are worked on. */
    PARTIAL_BATCH,
    /** The call waits, before the work, until the test lets it go. */
    HOLD_BEFORE_WORK,
    /** The work is done and remembered; the answer waits until the test lets it go. */
    HOLD_AFTER_WORK
}
