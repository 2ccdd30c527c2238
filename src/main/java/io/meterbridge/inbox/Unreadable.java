package io.meterbridge.inbox;

/** A message that nobody can make sense of. It is kept, shown and can be replayed. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String reason) {
        super(reason);
    }
}
