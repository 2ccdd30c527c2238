package io.meterbridge.lifecycle;

/** What an event says happened, in words that the three marketplaces share. */
public enum Step {
    /** Bought, and waiting for somebody: proves nothing but that the contract exists. */
    REQUESTED(false),
    /** In service from now on. */
    BEGAN(true),
    /** Legacy AWS {@code subscribe-success}: the first begins a contract, a later one changes or revives it. */
    SUBSCRIBED(true),
    /** AWS License Updated: the licence and product of an agreement. */
    IDENTIFIED(false),
    /** Other terms from now on. */
    CHANGED(true),
    /** Another term of the same contract. */
    RENEWED(true),
    /** Suspended, reinstated, pending cancellation or not any more: the truth says which. */
    MOVED(true),
    /** Somebody looked, or was told to look: whatever differs from what is known has happened. */
    OBSERVED(false),
    /** Over. */
    ENDED(false),
    /** Usage ends with it, but a contract that goes on under another identity says it too. */
    CLOSED(false),
    /** Worth reading, changes nothing. */
    NOTED(false);

    private final boolean inService;

    Step(boolean inService) {
        this.inService = inService;
    }

    /** Whether only a contract that was in service can have had this happen to it. */
    boolean isOfOneInService() {
        return inService;
    }

    /** Whether it says that a contract is over. */
    public boolean ends() {
        return this == ENDED || this == CLOSED;
    }
}
