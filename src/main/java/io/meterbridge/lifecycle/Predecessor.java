package io.meterbridge.lifecycle;

/**
 * What is known of the contract that a new one follows.
 *
 * @param awaited whether it may still become known, so that its successor waits
 * @param terms   its terms, null when it is not known
 */
public record Predecessor(boolean awaited, Terms terms) {

    /** Nobody knows it, and nobody will: its successor is a new contract. */
    public static final Predecessor UNKNOWN = new Predecessor(false, null);

    /** Its own events are still on their way. */
    public static final Predecessor AWAITED = new Predecessor(true, null);

    /** It is known. */
    public static Predecessor of(Terms terms) {
        return new Predecessor(false, terms);
    }

    boolean isKnown() {
        return terms != null;
    }
}
