package io.meterbridge.lifecycle;

import io.meterbridge.lifecycle.Decision.Changed;
import io.meterbridge.lifecycle.Decision.Conflict;
import io.meterbridge.lifecycle.Decision.Ignored;
import io.meterbridge.lifecycle.Decision.Later;
import io.meterbridge.lifecycle.LifeEvent.Standing;
import java.util.List;
import java.util.Optional;

/**
 * What an event does to a contract. The contract after it follows from the set of events known by then and
 * from the truth, never from the order in which they came (docs/adr/0011-state-from-events-and-truth.md).
 */
public final class Lifecycle {

    private Lifecycle() {
    }

    /**
     * Decides.
     *
     * @param life        the contract before it
     * @param truth       what the marketplace says now
     * @param predecessor of a contract that follows another one; ignored for others
     */
    public static Decision decide(Life life, LifeEvent event, Truth truth, Predecessor predecessor) {
        if (event.step() == Step.NOTED) {
            return new Ignored("it changes no contract");
        }
        if (event.standing() == Standing.REFUSED) {
            return new Ignored("the change was refused and never holds");
        }
        var doubt = doubt(life, event, truth);
        if (doubt.isPresent()) {
            return doubt.get();
        }
        // a look is no fact about the contract: only what it found is kept, as what was told
        var known = event.step() == Step.OBSERVED ? life : life.with(event);
        if (!known.isBorn()) {
            var waits = waits(known, event, predecessor);
            if (waits.isPresent()) {
                return waits.get();
            }
        }
        var now = Standings.of(known, event, truth);
        var news = News.of(known, now, event, truth, predecessor);
        return unless(life, news.life(), news.changes());
    }

    private static Decision unless(Life before, Life after, List<Change> changes) {
        return changes.isEmpty() && after.equals(before)
                ? new Ignored("known already")
                : new Changed(after, changes);
    }

    /** What keeps an event from being believed yet, or for good. */
    private static Optional<Decision> doubt(Life life, LifeEvent event, Truth truth) {
        if (event.standing() == Standing.PENDING) {
            return later("the marketplace waits for an answer to this change", life);
        }
        // an authenticated end costs money with every minute it waits
        boolean holdsAlone = event.step().ends() && event.trusted() && life.isBorn();
        if (truth instanceof Truth.Unreadable unreadable) {
            return holdsAlone ? Optional.empty() : later(unreadable.why(), life);
        }
        if (truth instanceof Truth.Gone) {
            return holdsAlone ? Optional.empty()
                    : Optional.of(new Conflict("the marketplace knows no such contract"));
        }
        return shown(life, event, (Truth.Known) truth);
    }

    private static Optional<Decision> shown(Life life, LifeEvent event, Truth.Known truth) {
        boolean endHoldsAlone = event.step() == Step.ENDED && event.trusted();
        if (endHoldsAlone) {
            return Optional.empty();
        }
        if (truth.status() == ContractStatus.CANCELLED) {
            return isUndated(life, event, truth)
                    ? later("the marketplace shows an end whose event is still to come", life)
                    : Optional.empty();
        }
        boolean older = event.truthFrom() != null && truth.changedAt() != null
                && truth.changedAt().isBefore(event.truthFrom());
        boolean contradicts = event.step().ends() && truth.status() != null && !life.has(Step.ENDED);
        return older || contradicts
                ? later("the marketplace does not show it yet", life)
                : Optional.empty();
    }

    /** An end that is only seen while another event is applied would be dated by that older event. */
    private static boolean isUndated(Life life, LifeEvent event, Truth.Known truth) {
        return life.isBorn() && truth.changedAt() == null && event.step() != Step.OBSERVED && !event.step().ends()
                && life.inOrder().noneMatch(each -> each.step().ends());
    }

    /** What keeps a contract from being one; what is known of it by then is kept. */
    private static Optional<Decision> waits(Life known, LifeEvent event, Predecessor predecessor) {
        boolean complete = known.born() == Life.Birth.ANY_EVENT
                || known.has(Step.BEGAN) && known.has(Step.IDENTIFIED);
        if (!complete) {
            return event.step() == Step.BEGAN
                    ? later("waits for the licence, which names the product", known)
                    : Optional.of(new Changed(known, List.of()));
        }
        return known.succession().isPresent() && predecessor.awaited()
                ? later("waits for the contract it follows", known)
                : Optional.empty();
    }

    private static Optional<Decision> later(String reason, Life life) {
        return Optional.of(new Later(reason, life));
    }
}
