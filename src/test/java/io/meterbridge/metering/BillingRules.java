package io.meterbridge.metering;

import io.meterbridge.cost.CostReading;
import io.meterbridge.marketplace.Answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rules of the money as functions, so that a life can also be lived under a wrong one. */
interface BillingRules {

    RecordTransition TRANSITION =
            new RecordTransition(Duration.ofMinutes(2), Duration.ofMinutes(30));

    /** What an account-hour comes to. */
    default HourDecision decide(
            MeteringHour hour,
            Instant now,
            CostReading reading,
            BigDecimal included,
            BigDecimal committed,
            boolean halted,
            AccountTerms terms) {
        return AccountHour.decide(
                hour, now, reading, included, committed, BigDecimal.ZERO, halted, terms);
    }

    /** What counts as told to the marketplace. */
    default BigDecimal committed(List<LedgerRecord> records, UUID currentContract) {
        return records.stream()
                .map(LedgerRecord::committed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What an answer does to a record. */
    default RecordMove after(Answer answer, LedgerRecord record, int batchSize) {
        return TRANSITION.after(
                answer,
                record.uncertain,
                record.quantity,
                record.attempts,
                record.batchLimit,
                batchSize);
    }

    /** What becomes of a record whose sender vanished. */
    default RecordMove stale(LedgerRecord record) {
        return new RecordMove(
                RecordStatus.UNKNOWN,
                true,
                false,
                Duration.ZERO,
                record.batchLimit,
                RecordMove.AccountEffect.NONE);
    }
}
