package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The one idea behind every proof here: the ledger's accepted records and the marketplaces' memory are the
 * same, slot by slot, in quantity and receipt, with nothing more on either side. Only where a marketplace
 * cannot be asked may the ledger say that it does not know: such a record waits for a human, its money stays
 * committed, and the marketplace either billed exactly it or nothing in its slot (money.md M-16).
 */
final class Equality {

    /** Differences named in a failure; the first few tell what kind of defect it is. */
    private static final int NAMED = 10;

    /** The only marketplace without read-back and without a promise to book an operation once. */
    private static final String CANNOT_BE_ASKED = "gcp";

    private Equality() {
    }

    /** Holds the ledger's accepted records against what the marketplaces accepted; nothing may be in doubt. */
    static void holds(Collection<Billed> accepted, Collection<Billed> marketplaces) {
        holds(accepted, List.of(), marketplaces);
    }

    /**
     * Holds the ledger against what the marketplaces accepted.
     *
     * @param accepted records that the ledger calls accepted
     * @param waiting  records that the ledger leaves to a human
     * @return those that wait and were never billed
     */
    static List<Billed> holds(
            Collection<Billed> accepted, Collection<Billed> waiting, Collection<Billed> marketplaces) {
        var ours = bySlot("the ledger", accepted);
        var doubted = bySlot("the ledger's doubt", waiting);
        var theirs = bySlot("a marketplace", marketplaces);
        assertThat(theirs).as("usage that was accepted").isNotEmpty();
        assertThat(some(waiting, one -> !one.slot().cloud().equals(CANNOT_BE_ASKED)))
                .as("waits although its marketplace could be asked").isEmpty();
        assertThat(some(waiting, one -> ours.containsKey(one.slot())))
                .as("waits in a slot that the ledger calls accepted").isEmpty();
        assertThat(some(theirs.values(), one -> !one.agreesWith(ours.get(one.slot()))
                        && !one.agreesWith(doubted.get(one.slot()))))
                .as("accepted by a marketplace, not so in the ledger").isEmpty();
        assertThat(some(accepted, one -> !one.agreesWith(theirs.get(one.slot()))))
                .as("accepted in the ledger, not so by a marketplace").isEmpty();
        return waiting.stream().filter(one -> !theirs.containsKey(one.slot())).toList();
    }

    private static Map<Billed.Slot, Billed> bySlot(String side, Collection<Billed> all) {
        var bySlot = new LinkedHashMap<Billed.Slot, Billed>();
        for (var billed : all) {
            assertThat(bySlot.put(billed.slot(), billed)).as("%s holds %s twice", side, billed).isNull();
        }
        return bySlot;
    }

    private static List<Billed> some(Collection<Billed> all, Predicate<Billed> wrong) {
        return all.stream().filter(wrong).limit(NAMED).toList();
    }
}
