package io.meterbridge.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hour slots of the simulated AWS: the first record in a slot wins, an identical one changes
 * nothing, another quantity is refused. Thread-safe.
 */
final class UsageSlots {

    private final Map<AcceptedUsage.Key, AcceptedUsage> slots = new LinkedHashMap<>();
    private final Map<String, Long> answers = new LinkedHashMap<>();
    private boolean identicalIsDuplicate;
    private long lastRecordNumber;

    /** The answer to one record. */
    record Booking(String status, String recordId) {
    }

    synchronized void identicalResendIsDuplicate(boolean duplicate) {
        identicalIsDuplicate = duplicate;
    }

    /** Books a record into its slot and says how that went. */
    synchronized Booking book(AcceptedUsage.Key key, long quantity, Instant now) {
        var occupant = slots.get(key);
        if (occupant == null) {
            return answered("Success", occupy(key, quantity, now, false));
        }
        if (occupant.quantity() != quantity) {
            return answered("DuplicateRecord", occupant.recordId());
        }
        slots.put(key, occupant.receivedAgain());
        return answered(identicalIsDuplicate ? "DuplicateRecord" : "Success", occupant.recordId());
    }

    /** Notes a record that no slot was looked up for. */
    synchronized Booking notSubscribed() {
        return answered("CustomerNotSubscribed", null);
    }

    synchronized void bookForeign(AcceptedUsage.Key key, long quantity, Instant now) {
        if (slots.containsKey(key)) {
            throw new IllegalStateException("The slot is taken: " + key);
        }
        occupy(key, quantity, now, true);
    }

    /** Everything accepted from callers, oldest first. */
    synchronized List<AcceptedUsage> accepted() {
        var accepted = new ArrayList<AcceptedUsage>(slots.size());
        for (var usage : slots.values()) {
            if (!usage.foreign()) {
                accepted.add(usage);
            }
        }
        return accepted;
    }

    synchronized long answered(String status) {
        return answers.getOrDefault(status, 0L);
    }

    private String occupy(AcceptedUsage.Key key, long quantity, Instant now, boolean foreign) {
        var id = "sandbox-%012d".formatted(++lastRecordNumber);
        slots.put(key, new AcceptedUsage(key, quantity, id, now, 1, foreign));
        return id;
    }

    private Booking answered(String status, String recordId) {
        answers.merge(status, 1L, Long::sum);
        return new Booking(status, recordId);
    }
}
