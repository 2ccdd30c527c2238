package io.meterbridge.proof;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.RecordStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A record of a simulated contract. */
final class EndedRecord {

    final UUID id;
    final MeteringHour hour;
    final long units;
    final BigDecimal value;
    /** End of its usage, exclusive. */
    final Instant usageEnd;
    final Instant closesAt;
    RecordStatus status = RecordStatus.FROZEN;
    boolean uncertain;
    boolean lastUsage;
    int attempts;
    int unanswered;
    Instant nextAttempt;
    /** The call under way: when its answer comes, and when its claim ends. */
    Answer answer;
    Instant answerAt;
    Instant leaseUntil;

    EndedRecord(UUID id, MeteringHour hour, long units, BigDecimal value, Instant usageEnd, Instant closesAt,
            Instant now) {
        this.id = id;
        this.hour = hour;
        this.units = units;
        this.value = value;
        this.usageEnd = usageEnd;
        this.closesAt = closesAt;
        this.nextAttempt = now;
    }

    boolean isSettled() {
        return switch (status) {
            case HELD, FROZEN, SENDING, UNKNOWN -> false;
            default -> true;
        };
    }

    boolean holdsSlot() {
        return status != RecordStatus.REJECTED;
    }

    boolean waits() {
        return status == RecordStatus.FROZEN || status == RecordStatus.UNKNOWN;
    }
}
