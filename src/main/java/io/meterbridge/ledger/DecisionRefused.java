package io.meterbridge.ledger;

/** A record cannot be decided that way now; the message says why. Nothing was changed. */
public final class DecisionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DecisionRefused(String message) {
        super(message);
    }
}
