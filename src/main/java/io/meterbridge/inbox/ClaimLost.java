package io.meterbridge.inbox;

/**
 * A notification is in other hands by now, or was settled by this very work before. Thrown inside the
 * transaction, so that a contract's change and its event are not committed twice.
 */
public final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClaimLost(Notification notification) {
        super("The claim of " + notification + " is over");
    }
}
