package io.meterbridge.lifecycle;

import java.time.Instant;
import java.util.Map;

/**
 * One thing a marketplace said about one contract.
 *
 * @param key         the same for every delivery of it
 * @param at          when it happened, by the marketplace's clock
 * @param trusted     whether its sender was authenticated; else the truth has to confirm it
 * @param standing    how far a change is that needs an acknowledgement
 * @param truthFrom   an answer older than this does not show the event yet; null when that cannot be told
 * @param ending      why it is over, with {@link Step#ENDED}, or null
 * @param succession  what it follows, or null
 * @param before      terms before it, when the event names them, or null
 * @param after       terms after it, when the event names them, or null
 * @param offer       the offer of {@link Step#SUBSCRIBED}, or null
 * @param identifiers names of the contract that this event brings
 */
public record LifeEvent(String key, Step step, Instant at, boolean trusted, Standing standing,
        Instant truthFrom, Ending ending, Succession succession, Terms before, Terms after, String offer,
        Map<String, String> identifiers) implements Comparable<LifeEvent> {

    /** How far a change is. */
    public enum Standing {
        /** It holds. */
        SETTLED,
        /** The marketplace still waits for an answer. */
        PENDING,
        /** It was refused and never holds. */
        REFUSED
    }

    public LifeEvent {
        identifiers = Map.copyOf(identifiers);
    }

    /** An event of an authenticated sender that names nothing but itself. */
    public static LifeEvent of(String key, Step step, Instant at) {
        return new LifeEvent(key, step, at, true, Standing.SETTLED, null, null, null, null, null, null, Map.of());
    }

    /** The same from a queue, whose sender nobody authenticated. */
    public LifeEvent untrusted() {
        return new LifeEvent(key, step, at, false, standing, truthFrom, ending, succession, before, after, offer,
                identifiers);
    }

    /** The same, standing like this. */
    public LifeEvent standing(Standing now) {
        return new LifeEvent(key, step, at, trusted, now, truthFrom, ending, succession, before, after, offer,
                identifiers);
    }

    /** The same, not shown by older answers than this. */
    public LifeEvent shownFrom(Instant from) {
        return new LifeEvent(key, step, at, trusted, standing, from, ending, succession, before, after, offer,
                identifiers);
    }

    /** The same, which names the terms before and after it; either may be null. */
    public LifeEvent between(Terms old, Terms now) {
        return new LifeEvent(key, step, at, trusted, standing, truthFrom, ending, succession, old, now, offer,
                identifiers);
    }

    /** The same, which brings these identifiers. */
    public LifeEvent naming(Map<String, String> names) {
        return new LifeEvent(key, step, at, trusted, standing, truthFrom, ending, succession, before, after, offer,
                names);
    }

    LifeEvent because(Ending why) {
        return new LifeEvent(key, step, at, trusted, standing, truthFrom, why, succession, before, after, offer,
                identifiers);
    }

    LifeEvent following(Succession predecessor) {
        return new LifeEvent(key, step, at, trusted, standing, truthFrom, ending, predecessor, before, after,
                offer, identifiers);
    }

    LifeEvent offering(String newOffer) {
        return new LifeEvent(key, step, at, trusted, standing, truthFrom, ending, succession, before, after,
                newOffer, identifiers);
    }

    /** In the order in which things happened. */
    @Override
    public int compareTo(LifeEvent other) {
        int byTime = at.compareTo(other.at);
        return byTime == 0 ? key.compareTo(other.key) : byTime;
    }
}
