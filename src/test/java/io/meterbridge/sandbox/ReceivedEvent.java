package io.meterbridge.sandbox;

import java.util.List;

/**
 * An event as a simulated receiver got it, perhaps more than once.
 *
 * @param path       where it came in
 * @param id         its {@code webhook-id}
 * @param bodies     every different body it came with; more than one would be a fault
 * @param timesValid how often it came with a signature that holds
 * @param firstNanos {@link System#nanoTime()} of its first arrival
 */
public record ReceivedEvent(String path, String id, List<String> bodies, int timesValid, long firstNanos) {

    /** What it said. */
    public String body() {
        return bodies.get(0);
    }
}
