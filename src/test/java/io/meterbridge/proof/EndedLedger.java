package io.meterbridge.proof;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.metering.FreezeOrder;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.RecordMove.AccountEffect;
import io.meterbridge.metering.RecordStatus;
import io.meterbridge.metering.RecordTransition;
import io.meterbridge.metering.Resends;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The records of a simulated contract: they move as the product's own rules say, and are claimed as its SQL does. */
final class EndedLedger {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration ASKED_TO_WAIT_MAX = Duration.ofSeconds(30);

    private final RecordTransition transition =
            new RecordTransition(Duration.ofSeconds(10), Duration.ofMinutes(5));
    private final EndedCloud cloud;
    private final Resends resends;
    private final boolean resendIsFree;
    private final List<EndedRecord> records = new ArrayList<>();
    private final List<EndedRecord> open = new ArrayList<>();
    private boolean halted;

    EndedLedger(String cloudName, EndedCloud cloud) {
        this.cloud = cloud;
        this.resends = MarketplaceRules.of(cloudName).resends();
        this.resendIsFree = !resends.isBounded();
    }

    void freeze(FreezeOrder order, Instant usageEnd, Instant closesAt, Instant now) {
        if (taken().contains(order.hour())) {
            throw new AssertionError("a slot is used once: " + order);
        }
        var record = new EndedRecord(new UUID(1, records.size()), order.hour(), order.settlement().units(),
                order.settlement().value(), usageEnd, closesAt, now);
        records.add(record);
        open.add(record);
    }

    List<MeteringHour> taken() {
        return records.stream().filter(EndedRecord::holdsSlot).map(record -> record.hour).toList();
    }

    BigDecimal committed() {
        return sum(record -> record.status.isCommitted());
    }

    BigDecimal unknown() {
        return sum(record -> record.status == RecordStatus.UNKNOWN);
    }

    long acceptedUnits() {
        return records.stream().filter(record -> record.status == RecordStatus.ACCEPTED)
                .mapToLong(record -> record.units).sum();
    }

    /** Units that the cloud booked though nobody knows. */
    long bookedUnknownUnits() {
        return records.stream().filter(record -> record.status == RecordStatus.UNKNOWN && cloud.holds(record))
                .mapToLong(record -> record.units).sum();
    }

    long unsettled() {
        return open.size();
    }

    boolean isHalted() {
        return halted;
    }

    /** final-usage/hurry-records.sql */
    void hurry(Instant now, Instant endedAt) {
        for (var record : open) {
            boolean waits = record.status == RecordStatus.FROZEN
                    || record.status == RecordStatus.UNKNOWN && resendIsFree;
            if (waits && record.nextAttempt.isBefore(Instant.MAX)) {
                var soon = now.plus(ASKED_TO_WAIT_MAX);
                if (!record.lastUsage) {
                    record.nextAttempt = endedAt.minus(Duration.ofDays(1));
                } else if (record.nextAttempt.isAfter(soon)) {
                    record.nextAttempt = soon;
                }
                record.lastUsage = true;
            }
        }
    }

    /** ledger/expire-closed-records.sql, doubt-stale-claims.sql, leave-to-a-human.sql and claim-records.sql */
    void send(Instant now) {
        for (var record : open) {
            if (record.status == RecordStatus.SENDING && !record.leaseUntil.isAfter(now)) {
                record.status = RecordStatus.UNKNOWN;
                record.uncertain = true;
                record.unanswered++;
                record.nextAttempt = now;
            }
            if (record.status == RecordStatus.FROZEN && !record.closesAt.isAfter(now)) {
                record.status = RecordStatus.EXPIRED;
            } else if (record.waits() && !record.nextAttempt.isAfter(now) && record.closesAt.isAfter(now)) {
                record.status = RecordStatus.SENDING;
                record.attempts++;
                record.leaseUntil = now.plus(LEASE);
                record.answer = cloud.send(record, now);
                record.answerAt = now.plus(ANSWER);
            }
        }
        open.removeIf(EndedRecord::isSettled);
    }

    /** Answers that come to a dead node are lost, and with them the claim. */
    void answersAreLost(Instant now) {
        open.stream().filter(record -> record.status == RecordStatus.SENDING && !record.answerAt.isAfter(now))
                .forEach(record -> record.answer = null);
    }

    /** Answers reach a node that lives. */
    void answersCome(Instant now) {
        for (var record : open) {
            if (record.status == RecordStatus.SENDING && !record.answerAt.isAfter(now) && record.answer != null) {
                move(record, record.answer, now);
            }
        }
        open.removeIf(EndedRecord::isSettled);
    }

    /** final-usage/expire-records.sql */
    void expire() {
        open.stream().filter(record -> record.status == RecordStatus.FROZEN)
                .forEach(record -> record.status = RecordStatus.EXPIRED);
        open.removeIf(EndedRecord::isSettled);
    }

    private void move(EndedRecord record, Answer answer, Instant now) {
        var move = resends.limit(
                transition.after(answer, record.uncertain, record.units, record.attempts, 25, 1),
                answer.outcome(), record.unanswered);
        record.unanswered += answer.outcome() == Outcome.NO_ANSWER ? 1 : 0;
        record.status = move.to();
        record.uncertain = move.uncertain();
        record.nextAttempt = move.retryIn() == null ? Instant.MAX : now.plus(move.retryIn());
        halted = halted ? move.account() != AccountEffect.UNPARK
                : move.account() == AccountEffect.PARK || move.account() == AccountEffect.BLOCK;
    }

    private BigDecimal sum(Predicate<EndedRecord> which) {
        return records.stream().filter(which).map(record -> record.value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
