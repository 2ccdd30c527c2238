package io.meterbridge.lifecycle;

import io.meterbridge.lifecycle.Decision.Changed;
import io.meterbridge.lifecycle.Decision.Conflict;
import io.meterbridge.lifecycle.Decision.Later;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hands a story's events to the law in some order, as often as asked, and keeps what came of it. */
final class Deliveries {

    /** How far the marketplace is when an event is looked at. */
    enum Mode {
        /** Everything has happened long ago. */
        LATE,
        /** As far as the newest event that was delivered. */
        PROMPT,
        /** One moment behind the newest delivered event, until nothing moves any more; of answers with a mark. */
        LAGGING
    }

    private final Marketplace marketplace;
    private final Mode mode;
    private final Map<String, Life> lives = new TreeMap<>();
    private final List<Change> told = new ArrayList<>();
    private int newest = -1;
    private boolean caughtUp;

    Deliveries(Marketplace marketplace, Mode mode) {
        this.marketplace = marketplace;
        this.mode = mode;
    }

    /** Delivers; what has to wait is delivered again until nothing waits. */
    Deliveries deliver(int[] order) {
        var queue = new ArrayDeque<Integer>();
        for (int each : order) {
            queue.add(each);
        }
        int waited = 0;
        while (!queue.isEmpty()) {
            int each = queue.remove();
            newest = Math.max(newest, each);
            if (handle(marketplace.story().get(each))) {
                waited = 0;
            } else {
                queue.add(each);
                waited++;
                if (waited > 2 * queue.size()) {
                    if (caughtUp || mode != Mode.LAGGING) {
                        throw new AssertionError("waits for ever: " + queue + " of " + marketplace.name());
                    }
                    caughtUp = true;
                    waited = 0;
                }
            }
        }
        return this;
    }

    private boolean handle(Emission emission) {
        var contract = emission.contract();
        var before = lives.getOrDefault(contract, Life.unknown(marketplace.born()));
        var decision = Lifecycle.decide(before, emission.event(), truth(contract), predecessor(before, emission));
        if (decision instanceof Changed changed) {
            lives.put(contract, changed.life());
            told.addAll(changed.changes());
            return true;
        }
        if (decision instanceof Later later) {
            lives.put(contract, later.life());
            return false;
        }
        if (decision instanceof Conflict conflict) {
            throw new AssertionError(conflict.reason());
        }
        return true;
    }

    private Truth truth(String contract) {
        return marketplace.truthAt(contract, switch (mode) {
            case LATE -> marketplace.size() - 1;
            case PROMPT -> newest;
            case LAGGING -> caughtUp ? marketplace.size() - 1 : newest - 1;
        });
    }

    private Predecessor predecessor(Life life, Emission emission) {
        var succession = life.with(emission.event()).succession();
        if (succession.isEmpty()) {
            return Predecessor.UNKNOWN;
        }
        var followed = lives.get(succession.get().predecessor());
        return followed != null && followed.isBorn()
                && truth(succession.get().predecessor()) instanceof Truth.Known known
                ? Predecessor.of(known.terms()) : Predecessor.AWAITED;
    }

    /** What the seller heard, in the order in which it heard it. */
    List<Change> told() {
        return told;
    }

    Life life(String contract) {
        return lives.get(contract);
    }

    /** Everything that may not depend on the order of events. */
    String outcome() {
        var outcome = new StringBuilder();
        lives.forEach((contract, life) -> outcome.append(contract).append(' ').append(life.status()).append(' ')
                .append(life.ending()).append(' ').append(life.terms()).append(' ').append(life.startAt())
                .append(' ').append(life.endAt()).append(' ').append(life.cancelledAt()).append(' ')
                .append(life.lastSignalAt()).append(' ').append(life.events().keySet()).append(' ')
                .append(life.identifiers()).append(' ').append(life.told().size()).append('\n'));
        return outcome.toString();
    }
}
