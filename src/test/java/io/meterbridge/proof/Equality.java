package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.sandbox.AcceptedUsage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one idea behind every proof here: the ledger's accepted records and the marketplace's memory are the
 * same, slot by slot, in quantity and receipt, with nothing more on either side.
 */
final class Equality {

    /** Differences named in a failure; the first few tell what kind of defect it is. */
    private static final int NAMED = 10;

    private Equality() {
    }

    /** Holds the ledger's accepted records against what the marketplace accepted. */
    static void holds(Collection<Billed> ledger, List<AcceptedUsage> marketplace) {
        var ours = bySlot("the ledger", ledger);
        var theirs = bySlot("the marketplace", marketplace.stream().map(Billed::by).toList());
        assertThat(theirs).as("usage that was accepted").isNotEmpty();
        assertThat(onlyIn(theirs, ours)).as("accepted by the marketplace, not so in the ledger").isEmpty();
        assertThat(onlyIn(ours, theirs)).as("accepted in the ledger, not so by the marketplace").isEmpty();
    }

    private static Map<Billed.Slot, Billed> bySlot(String side, Collection<Billed> all) {
        var bySlot = new LinkedHashMap<Billed.Slot, Billed>();
        for (var billed : all) {
            assertThat(bySlot.put(billed.slot(), billed)).as("%s holds %s twice", side, billed).isNull();
        }
        return bySlot;
    }

    private static List<Billed> onlyIn(Map<Billed.Slot, Billed> one, Map<Billed.Slot, Billed> other) {
        return one.values().stream()
                .filter(billed -> !billed.agreesWith(other.get(billed.slot())))
                .limit(NAMED)
                .toList();
    }
}
