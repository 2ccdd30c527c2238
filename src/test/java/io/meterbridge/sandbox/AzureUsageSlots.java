package io.meterbridge.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hour slots of the simulated Azure: the first event in a slot wins. Thread-safe. */
final class AzureUsageSlots {

    private final Map<AcceptedAzureUsage.Key, AcceptedAzureUsage> slots = new LinkedHashMap<>();
    private final Map<String, Long> answers = new LinkedHashMap<>();
    private long lastEventNumber;

    /**
     * How a booking went.
     *
     * @param isNew false when the slot was taken
     */
    record Booking(AcceptedAzureUsage usage, boolean isNew) {
    }

    synchronized Booking book(AzureEvent event, Instant now, boolean foreign) {
        var key = new AcceptedAzureUsage.Key(event.resourceId(), event.dimension(),
                event.start().truncatedTo(ChronoUnit.HOURS));
        var occupant = slots.get(key);
        if (occupant != null) {
            slots.put(key, occupant.receivedAgain());
            return new Booking(occupant, false);
        }
        var id = "00000000-0000-0000-0000-%012d".formatted(++lastEventNumber);
        var usage = new AcceptedAzureUsage(key, event.quantity(), event.planId(), event.start(), id,
                now, 1, foreign);
        slots.put(key, usage);
        return new Booking(usage, true);
    }

    /** Notes what one event was answered. */
    synchronized void answered(String status) {
        answers.merge(status, 1L, Long::sum);
    }

    synchronized long answeredWith(String status) {
        return answers.getOrDefault(status, 0L);
    }

    /** Everything in the slots, oldest first. */
    synchronized List<AcceptedAzureUsage> all() {
        return List.copyOf(slots.values());
    }
}
