package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An in-memory ledger with one door and the constraints a database would keep. */
final class ModelLedger {

    private record Slot(UUID contract, MeteringHour hour) {}

    private final List<LedgerRecord> records = new ArrayList<>();
    private final Set<Slot> slots = new HashSet<>();
    private long nextId = 1;

    List<LedgerRecord> records() {
        return records;
    }

    /** Freezes what was decided; a slot that holds a record already is a broken promise. */
    LedgerRecord freeze(FreezeOrder order, MarketplaceRules rules, Instant now) {
        var record =
                new LedgerRecord(new UUID(1, nextId++), order, now, rules.closesAt(order.hour()));
        assertThat(slots.add(new Slot(record.contractId, record.hour)))
                .as("a slot is used once: %s", record)
                .isTrue();
        records.add(record);
        return record;
    }

    /** Hours that carry a record of the contract that would meter them, or never can again. */
    Set<MeteringHour> taken(Instant since) {
        var taken = new HashSet<MeteringHour>();
        for (var record : recent(since)) {
            if (record.holdsSlot()) {
                taken.add(record.hour);
            }
        }
        return taken;
    }

    /** A refused record frees its slot. */
    void moved(LedgerRecord record) {
        if (!record.holdsSlot()) {
            slots.remove(new Slot(record.contractId, record.hour));
        }
    }

    void correct(List<ValueCorrection> corrections) {
        for (var correction : corrections) {
            records.stream()
                    .filter(record -> record.id.equals(correction.recordId()))
                    .forEach(
                            record ->
                                    record.correction = record.correction.add(correction.amount()));
        }
    }

    /** The true sum, whatever the rules under test say. */
    BigDecimal committed() {
        return records.stream()
                .map(LedgerRecord::committed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal accepted() {
        return records.stream()
                .filter(record -> record.status == RecordStatus.ACCEPTED)
                .map(LedgerRecord::committed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<LedgerRecord> recent(Instant since) {
        return records.stream().filter(record -> !record.hour.start().isBefore(since)).toList();
    }
}
