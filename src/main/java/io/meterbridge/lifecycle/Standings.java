package io.meterbridge.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How a contract stands, by its events and the truth. */
final class Standings {

    private Standings() {
    }

    static Life of(Life known, LifeEvent event, Truth truth) {
        var read = truth instanceof Truth.Known answer ? answer : null;
        var signals = signals(known);
        boolean over = !signals.isEmpty() || read != null && read.status() == ContractStatus.CANCELLED;
        var start = known.startAt() == null && read != null ? read.startAt() : known.startAt();
        var end = read == null ? known.endAt() : read.endAt();
        if (!over) {
            return known.standing(status(known, read), null, start, end).over(null, null);
        }
        var earliest = signals.isEmpty() ? supposed(event, read) : signals.get(0).at();
        var latest = signals.isEmpty() ? null : signals.get(signals.size() - 1).at();
        return known.standing(ContractStatus.CANCELLED, ending(known, signals, read), start,
                earlier(end, earliest)).over(earliest, latest);
    }

    /** The events that ended it, oldest first; a later subscription of a legacy buyer revives it. */
    private static List<LifeEvent> signals(Life known) {
        var revived = known.of(Step.SUBSCRIBED).map(LifeEvent::at).max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return known.inOrder()
                .filter(event -> event.step().ends() && !event.at().isBefore(revived))
                .toList();
    }

    private static ContractStatus status(Life known, Truth.Known read) {
        if (read != null && read.status() != null) {
            return read.status();
        }
        return known.isBorn() && known.status() != ContractStatus.CANCELLED
                ? known.status() : ContractStatus.ACTIVE;
    }

    private static Ending ending(Life known, List<LifeEvent> signals, Truth.Known read) {
        var said = signals.stream().map(LifeEvent::ending).filter(each -> each != null).findFirst();
        if (said.isPresent()) {
            return said.get();
        }
        if (read != null && read.ending() != null) {
            return read.ending();
        }
        return known.ending() == null ? Ending.CANCELLED : known.ending();
    }

    /** Until the event about it comes, the end is where the marketplace last changed the contract. */
    private static Instant supposed(LifeEvent event, Truth.Known read) {
        return read.changedAt() == null ? event.at() : read.changedAt();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
