package io.meterbridge.lifecycle;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known of one contract: the events, what was told, and how it stands.
 *
 * @param born         what it takes to be a contract
 * @param byHand       whether the seller registered it, so that its creation is no news
 * @param status       null while it is no contract yet
 * @param ending       why it is over, or null
 * @param terms        as last told, null before the first
 * @param cancelledAt  the earliest instant that any event gave for its end
 * @param lastSignalAt the latest such instant; usage is given up only a window after it (money.md M-24)
 * @param events       every event that holds, by key
 * @param told         every change told, by key
 */
public record Life(Birth born, boolean byHand, ContractStatus status, Ending ending, Terms terms,
        Instant startAt, Instant endAt, Instant cancelledAt, Instant lastSignalAt,
        SortedMap<String, LifeEvent> events, SortedMap<String, Change> told) {

    /** What it takes to be a contract. */
    public enum Birth {
        /** AWS: the agreement and its licence, which alone names the product. */
        AGREEMENT_AND_LICENCE,
        /** Azure, Google Cloud, legacy AWS: any event; the marketplace's answer names the product. */
        ANY_EVENT
    }

    /** A contract of which nothing is known. */
    public static Life unknown(Birth born) {
        return new Life(born, false, null, null, null, null, null, null, null, Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    /** A contract that the seller registered. */
    public static Life byHand(Birth born, ContractStatus status, Terms terms, Instant startAt, Instant endAt) {
        return new Life(born, true, status, null, terms, startAt, endAt, null, null, Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    /** Whether it is a contract. */
    public boolean isBorn() {
        return status != null;
    }

    /** What it follows, as the latest event that says so has it. */
    public Optional<Succession> succession() {
        return inOrder().map(LifeEvent::succession).filter(each -> each != null).reduce((first, last) -> last);
    }

    /** The names its events brought; the latest of each wins. */
    public Map<String, String> identifiers() {
        var names = new HashMap<String, String>();
        inOrder().forEach(event -> names.putAll(event.identifiers()));
        return names;
    }

    /** The events as they happened. */
    Stream<LifeEvent> inOrder() {
        return events.values().stream().sorted();
    }

    Stream<LifeEvent> of(Step step) {
        return inOrder().filter(event -> event.step() == step);
    }

    boolean has(Step step) {
        return of(step).findFirst().isPresent();
    }

    /** The same, which knows this event too. */
    public Life with(LifeEvent event) {
        if (events.containsKey(event.key())) {
            return this;
        }
        var more = new TreeMap<>(events);
        more.put(event.key(), event);
        return new Life(born, byHand, status, ending, terms, startAt, endAt, cancelledAt, lastSignalAt,
                Collections.unmodifiableSortedMap(more), told);
    }

    Life tell(Change change) {
        var more = new TreeMap<>(told);
        more.put(change.key(), change);
        return new Life(born, byHand, status, ending, terms, startAt, endAt, cancelledAt, lastSignalAt, events,
                Collections.unmodifiableSortedMap(more));
    }

    Life withTerms(Terms newTerms) {
        return new Life(born, byHand, status, ending, newTerms, startAt, endAt, cancelledAt, lastSignalAt, events,
                told);
    }

    Life standing(ContractStatus newStatus, Ending why, Instant start, Instant end) {
        return new Life(born, byHand, newStatus, why, terms, start, end, cancelledAt, lastSignalAt, events, told);
    }

    Life over(Instant earliest, Instant latest) {
        return new Life(born, byHand, status, ending, terms, startAt, endAt, earliest, latest, events, told);
    }

    /** How often it began, by what the seller was told or said. */
    long beginnings() {
        return (byHand || told.containsKey(News.SUCCEEDED) ? 1 : 0) + count(Change.Kind.CREATED);
    }

    /** How many changes of this kind were told. */
    long count(Change.Kind kind) {
        return told.values().stream().filter(change -> change.kind() == kind).count();
    }
}
