package io.meterbridge.metering;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * AWS Marketplace as documented: one record per licence and hour, the first write wins, 24 hours,
 * 06:00 UTC on the first of the next month, whole calls refused for one record; and a network that
 * loses answers.
 */
final class MarketplaceWorld {

    /**
     * What sits in a slot; {@code record} is null for somebody else's usage, of a quantity not
     * ours.
     */
    record Booked(UUID record, long quantity) {}

    private record Slot(UUID licence, MeteringHour hour) {}

    private final Random random;
    private final boolean resendIsDuplicate;
    private final Map<Slot, Booked> slots = new HashMap<>();
    private final Set<UUID> bookedTwice = new HashSet<>();
    private Instant unsubscribedUntil = Instant.MIN;
    boolean faults = true;

    MarketplaceWorld(long seed) {
        this.random = new Random(seed);
        this.resendIsDuplicate = random.nextBoolean();
    }

    /** The answers record by record; a lost answer is {@code NO_ANSWER} for all. */
    List<Answer> send(List<LedgerRecord> batch, Instant now) {
        int fate = faults ? random.nextInt(100) : 50;
        if (fate < 4) {
            return all(batch, fate < 3 ? Outcome.LATER : Outcome.CREDENTIALS);
        }
        if (fate < 7) {
            return all(batch, Outcome.NO_ANSWER); // it never arrived
        }
        if (fate < 8) {
            unsubscribedUntil = now.plus(Duration.ofHours(3));
        }
        var answers =
                batch.stream().anyMatch(record -> !isOpen(record.hour, now))
                        ? all(batch, batch.size() > 1 ? Outcome.BATCH_REFUSED : Outcome.CLOSED)
                        : book(batch, now);
        return fate > 90
                ? all(batch, Outcome.NO_ANSWER)
                : answers; // it arrived, the answer did not
    }

    /** Somebody else meters an hour of the same licence. */
    void bookForeign(UUID licence, MeteringHour hour) {
        slots.putIfAbsent(new Slot(licence, hour), new Booked(null, -1));
    }

    Booked booked(LedgerRecord record) {
        return slots.get(new Slot(record.contractId, record.hour));
    }

    boolean holds(LedgerRecord record) {
        var booked = booked(record);
        return booked != null && record.id.equals(booked.record);
    }

    Set<UUID> bookedTwice() {
        return bookedTwice;
    }

    int bookedOurs() {
        return (int) slots.values().stream().filter(booked -> booked.record != null).count();
    }

    private List<Answer> book(List<LedgerRecord> batch, Instant now) {
        var answers = new ArrayList<Answer>();
        for (var record : batch) {
            answers.add(book(record, now));
        }
        return answers;
    }

    private Answer book(LedgerRecord record, Instant now) {
        if (faults && now.isBefore(unsubscribedUntil)) {
            return Answer.of(record.id, Outcome.REFUSED, "CustomerNotSubscribed");
        }
        if (faults && random.nextInt(40) == 0) {
            return Answer.of(record.id, Outcome.LATER, "Unprocessed");
        }
        var slot = new Slot(record.contractId, record.hour);
        var there = slots.get(slot);
        if (there == null) {
            slots.put(slot, new Booked(record.id, record.quantity));
            return Answer.of(record.id, Outcome.ACCEPTED, "Success");
        }
        boolean same = there.quantity == record.quantity;
        if (same && there.record != null && !there.record.equals(record.id)) {
            bookedTwice.add(record.id);
        }
        return Answer.of(
                record.id,
                same && !resendIsDuplicate ? Outcome.ACCEPTED : Outcome.DUPLICATE,
                "again");
    }

    private static boolean isOpen(MeteringHour hour, Instant now) {
        var day = now.atOffset(ZoneOffset.UTC);
        var monthStart =
                day.toLocalDate().withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        boolean oldMonth = hour.start().isBefore(monthStart);
        return Duration.between(hour.start(), now).compareTo(Duration.ofHours(24)) < 0
                && (!oldMonth || now.isBefore(monthStart.plus(Duration.ofHours(6))))
                && !hour.start().isAfter(now);
    }

    private static List<Answer> all(List<LedgerRecord> batch, Outcome outcome) {
        return batch.stream().map(record -> Answer.of(record.id, outcome, outcome.code())).toList();
    }
}
