package io.meterbridge.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A record of the model's ledger: what was frozen is final, only its way to the marketplace moves.
 */
final class LedgerRecord {

    final UUID id;
    final UUID contractId;
    final MeteringHour hour;
    final long quantity;
    final BigDecimal frozenPrice;
    final BigDecimal value;
    final Instant closesAt;

    BigDecimal correction = BigDecimal.ZERO;
    RecordStatus status = RecordStatus.FROZEN;
    boolean uncertain;
    boolean foreign;
    int attempts;
    int batchLimit = 25;
    Instant nextAttempt;
    Instant leaseUntil;

    LedgerRecord(UUID id, FreezeOrder order, Instant now, Instant closesAt) {
        this.id = id;
        this.contractId = order.contractId();
        this.hour = order.hour();
        this.quantity = order.settlement().units();
        this.frozenPrice = order.price().unitPrice();
        this.value = order.settlement().value();
        this.closesAt = closesAt;
        this.nextAttempt = now;
    }

    /** What the record adds to the committed value. */
    BigDecimal committed() {
        return status.isCommitted() ? value.add(correction) : BigDecimal.ZERO;
    }

    /** Whether its slot can still be used by another: only a plain refusal frees one. */
    boolean holdsSlot() {
        return status != RecordStatus.REJECTED;
    }

    void move(RecordMove move, Instant now) {
        status = move.to();
        uncertain = move.uncertain();
        foreign = foreign || move.foreign();
        batchLimit = move.batchLimit();
        nextAttempt = move.retryIn() == null ? Instant.MAX : now.plus(move.retryIn());
        leaseUntil = null;
    }

    @Override
    public String toString() {
        return "%s %d at %s of %s %s%s%s"
                .formatted(
                        status,
                        quantity,
                        hour.start(),
                        contractId,
                        frozenPrice,
                        uncertain ? " uncertain" : "",
                        foreign ? " foreign" : "");
    }
}
