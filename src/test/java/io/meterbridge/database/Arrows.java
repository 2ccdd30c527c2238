package io.meterbridge.database;

import java.util.List;
import java.util.Map;

/**
 * The states of a metering record and the arrows between them, written down a second time for
 * tests.
 */
final class Arrows {

    static final List<String> STATES =
            List.of(
                    "held",
                    "frozen",
                    "sending",
                    "unknown",
                    "accepted",
                    "rejected",
                    "expired",
                    "returned",
                    "written_off",
                    "shadow");

    private static final Map<String, List<String>> ALLOWED = Map.of(
            "held", List.of("frozen", "written_off"),
            "frozen", List.of("sending", "expired", "rejected"),
            "sending", List.of("frozen", "unknown", "accepted", "rejected", "expired"),
            "unknown", List.of("sending", "accepted", "returned"),
            "rejected", List.of("accepted"),
            "expired", List.of("accepted"),
            "returned", List.of("accepted"));

    private Arrows() {
    }

    static boolean allow(String from, String to) {
        return from(from).contains(to);
    }

    static List<String> from(String state) {
        return ALLOWED.getOrDefault(state, List.of());
    }
}
