package io.meterbridge.lifecycle;

/** Why a contract is over. */
public enum Ending {
    /** The buyer, the seller or the marketplace ended it. */
    CANCELLED,
    /** Its term ended and nobody renewed it. */
    EXPIRED,
    /** The marketplace ended it early. */
    TERMINATED,
    /** A contract of the same terms follows it. */
    RENEWED,
    /** A contract of other terms follows it. */
    REPLACED;

    /** Whether the buyer goes on under another contract, so that nothing was cancelled. */
    public boolean goesOn() {
        return this == RENEWED || this == REPLACED;
    }
}
