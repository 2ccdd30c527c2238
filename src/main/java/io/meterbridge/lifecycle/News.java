package io.meterbridge.lifecycle;

import io.meterbridge.lifecycle.Change.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What a seller has to be told that it was not told yet. */
final class News {

    /** Key of the change that begins a contract which follows another one. */
    static final String SUCCEEDED = "succeeded";

    private final Life known;
    private final LifeEvent event;
    private final Truth.Known read;
    private final Predecessor predecessor;
    private final List<Change> changes = new ArrayList<>();
    private Life life;
    private Terms terms;

    private News(Life known, Life life, LifeEvent event, Truth truth, Predecessor predecessor) {
        this.known = known;
        this.life = life;
        this.event = event;
        this.read = truth instanceof Truth.Known answer ? answer : null;
        this.predecessor = predecessor;
        this.terms = known.terms();
    }

    /** The contract as it was known, as it stands now, and what follows from the difference. */
    static News of(Life known, Life now, LifeEvent event, Truth truth, Predecessor predecessor) {
        var news = new News(known, now, event, truth, predecessor);
        news.collect();
        return news;
    }

    Life life() {
        return life;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    private void collect() {
        if (!known.isBorn() || known.terms() == null && read != null) {
            terms = read.terms();
            life = life.withTerms(terms);
        }
        if (!wasInService()) {
            return;
        }
        beginning();
        if (read != null) {
            life.inOrder().forEach(this::eventful);
            found();
            if (!changes.isEmpty()) {
                life = life.withTerms(read.terms());
            }
        }
        end();
    }

    private boolean wasInService() {
        return life.byHand() || life.status().isLive() || !life.told().isEmpty()
                || life.inOrder().anyMatch(each -> each.step().isOfOneInService());
    }

    private void beginning() {
        if (life.beginnings() == 0) {
            terms = firstTerms();
            var succession = life.succession();
            if (succession.isPresent() && predecessor.isKnown()) {
                tell(succession.get().renewal() ? Kind.RENEWED : Kind.MODIFIED, SUCCEEDED, life.startAt(),
                        predecessor.terms(), terms, false);
            } else {
                tell(Kind.CREATED, "created", life.startAt(), null, terms, false);
            }
        } else if (life.status().isLive() && life.beginnings() == life.count(Kind.CANCELLED)) {
            tell(Kind.CREATED, "created:" + life.beginnings(), revivedAt(), null, terms, false);
        }
    }

    /** A change that came before the contract was known says what the terms were when it began. */
    private Terms firstTerms() {
        return life.of(Step.CHANGED).map(LifeEvent::before).filter(Objects::nonNull).findFirst().orElse(terms);
    }

    private Instant revivedAt() {
        return life.of(Step.SUBSCRIBED).map(LifeEvent::at).max(Comparator.naturalOrder()).orElse(event.at());
    }

    private void eventful(LifeEvent each) {
        if (each.step() == Step.CHANGED || isAnotherOffer(each)) {
            eventful(Kind.MODIFIED, each);
        } else if (each.step() == Step.RENEWED) {
            eventful(Kind.RENEWED, each);
        }
    }

    private void eventful(Kind kind, LifeEvent each) {
        var now = each.after() == null ? read.terms() : each.after();
        if (!wasFound(kind, each, now)) {
            tell(kind, kind.word() + ":" + each.key(), each.at(),
                    each.before() == null ? terms : each.before(), now, false);
            terms = now;
        }
    }

    /** Legacy AWS tells a replaced offer as another subscription; one after an end begins anew instead. */
    private boolean isAnotherOffer(LifeEvent each) {
        if (each.step() != Step.SUBSCRIBED) {
            return false;
        }
        var last = life.inOrder()
                .filter(other -> other.compareTo(each) < 0)
                .filter(other -> other.step() == Step.SUBSCRIBED || other.step().ends())
                .reduce((first, second) -> second);
        return last.isPresent() && last.get().step() == Step.SUBSCRIBED
                && !Objects.equals(last.get().offer(), each.offer());
    }

    private boolean wasFound(Kind kind, LifeEvent each, Terms now) {
        return life.told().values().stream().anyMatch(told -> told.found() && told.kind() == kind
                && !each.at().isAfter(told.at()) && (kind == Kind.RENEWED || told.now().equals(now)));
    }

    /** What differs from what is known though no event spoke of it; a renewal may bring another price. */
    private void found() {
        boolean looks = event.step() == Step.OBSERVED || event.step() == Step.RENEWED;
        if (!looks || !known.isBorn() || known.terms() == null) {
            return;
        }
        if (!known.terms().equals(read.terms()) && life.status().isLive()) {
            tell(Kind.MODIFIED, "modified:" + event.key(), event.at(), known.terms(), read.terms(), true);
        }
        if (event.step() == Step.OBSERVED && life.status().isLive() && known.endAt() != null
                && read.endAt() != null && read.endAt().isAfter(known.endAt())) {
            tell(Kind.RENEWED, "renewed:" + event.key(), event.at(), known.terms(), read.terms(), true);
        }
    }

    private void end() {
        long ends = life.count(Kind.CANCELLED);
        if (life.status() == ContractStatus.CANCELLED && !life.ending().goesOn() && life.beginnings() > ends) {
            tell(Kind.CANCELLED, ends == 0 ? "cancelled" : "cancelled:" + ends, life.cancelledAt(), life.terms(),
                    null, false);
        }
    }

    private void tell(Kind kind, String key, Instant at, Terms before, Terms now, boolean found) {
        if (!life.told().containsKey(key)) {
            var change = new Change(kind, key, at, before, now, found);
            changes.add(change);
            life = life.tell(change);
        }
    }
}
