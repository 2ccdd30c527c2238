package io.meterbridge.lifecycle;

import java.util.List;

/** A simulated marketplace: a story of moments, and what is true after each. */
record Marketplace(String name, Life.Birth born, List<Emission> story) {

    /** What it answers about a contract when the story has come this far; the index is inclusive. */
    Truth truthAt(String contract, int moment) {
        for (int at = moment; at >= 0; at--) {
            var each = story.get(at);
            if (each.contract().equals(contract) && each.truth() != null) {
                return each.truth();
            }
        }
        return new Truth.Unreadable("it has not begun");
    }

    int size() {
        return story.size();
    }
}
