package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it said. */
    public String body() {
        return bodies.get(0);
    }

    /**
     * Whether it is of this type, about a contract of this cloud.
     *
     * @param cloud null for any
     */
    public boolean says(String type, String cloud) {
        try {
            var json = JSON.readTree(body());
            return json.path("type").asText().equals(type)
                    && (cloud == null || json.at("/data/contract/cloud").asText().equals(cloud));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
