package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.metering.RecordMove.AccountEffect;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How a life's records get to the marketplace: senders that die, humans that decide, answers that
 * count.
 */
final class LifeSubmission {

    private static final Duration LEASE = Duration.ofMinutes(10);

    private final BillingRules rules;
    private final ModelLedger ledger;
    private final MarketplaceWorld marketplace;
    private final Random chance;
    private final LifeTally tally;
    private boolean faults;
    private final List<Answer> lost = new ArrayList<>();
    private Instant haltedUntil = Instant.MIN;
    private boolean halted;

    LifeSubmission(
            long seed, BillingRules rules, ModelLedger ledger, boolean faults, LifeTally tally) {
        this.rules = rules;
        this.ledger = ledger;
        this.marketplace = new MarketplaceWorld(seed ^ 0xa35);
        this.marketplace.faults = faults;
        this.chance = new Random(seed ^ 0xb0b);
        this.faults = faults;
        this.tally = tally;
    }

    boolean halted() {
        return halted;
    }

    boolean isCalm() {
        return !faults;
    }

    void faultsAreOver() {
        faults = false;
        marketplace.faults = false;
    }

    void send(Instant now) {
        var due = new ArrayList<LedgerRecord>();
        for (var record : ledger.records()) {
            takeBack(record, now);
            boolean waits =
                    record.status == RecordStatus.FROZEN || record.status == RecordStatus.UNKNOWN;
            if (waits && !record.nextAttempt.isAfter(now) && due.size() < 25) {
                due.add(record);
            }
        }
        while (!due.isEmpty()) {
            int size = Math.min(due.size(), due.get(0).batchLimit);
            var batch = List.copyOf(due.subList(0, size));
            due.subList(0, size).clear();
            send(batch, now);
        }
    }

    /** What was never sent expires with its hour; whose sender vanished may have arrived. */
    private void takeBack(LedgerRecord record, Instant now) {
        if (record.status == RecordStatus.SENDING && !record.leaseUntil.isAfter(now)) {
            record.move(rules.stale(record), now);
            ledger.moved(record);
        } else if (record.status == RecordStatus.FROZEN && !record.closesAt.isAfter(now)) {
            record.status = RecordStatus.EXPIRED;
            tally.refusals++;
        }
    }

    private void send(List<LedgerRecord> batch, Instant now) {
        for (var record : batch) {
            if (faults && record.attempts == 0 && chance.nextInt(150) == 0) {
                marketplace.bookForeign(record.contractId, record.hour);
                tally.foreign++;
            }
            record.status = RecordStatus.SENDING;
            record.leaseUntil = now.plus(LEASE);
            record.attempts++;
            tally.attempts++;
        }
        int fate = faults ? chance.nextInt(100) : 50;
        if (fate == 0) {
            return; // the sender dies before the first byte
        }
        var answers = marketplace.send(batch, now);
        if (fate == 1 || fate == 2) {
            lost.addAll(answers); // the sender dies before it could write the answers down
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            move(batch.get(i), answers.get(i), batch.size(), now);
        }
    }

    private void move(LedgerRecord record, Answer answer, int batchSize, Instant now) {
        var move = rules.after(answer, record, batchSize);
        tally.unknowns += answer.outcome() == Outcome.NO_ANSWER ? 1 : 0;
        tally.refusals +=
                move.to() == RecordStatus.REJECTED || move.to() == RecordStatus.EXPIRED ? 1 : 0;
        if (move.account() == AccountEffect.BLOCK || move.account() == AccountEffect.PARK) {
            halted = true;
            haltedUntil = now.plus(Duration.ofHours(2 + chance.nextInt(4)));
        }
        record.move(move, now);
        ledger.moved(record);
    }

    /**
     * An answer may turn up after its sender's lease: it moves nothing, unless it is proof
     * (money.md M-14).
     */
    void lateAnswersTurnUp(Instant now) {
        for (var answer : lost) {
            ledger.records().stream()
                    .filter(
                            record ->
                                    record.id.equals(answer.recordId())
                                            && record.status != RecordStatus.SENDING)
                    .filter(record -> answer.outcome() == Outcome.ACCEPTED && chance.nextBoolean())
                    .forEach(record -> move(record, answer, 1, now));
        }
        lost.clear();
    }

    /** After some hours somebody looks at what halted the account. */
    void humanDecidesSome(Instant now) {
        if (halted && !haltedUntil.isAfter(now)) {
            halted = false;
            ledger.records().stream()
                    .filter(record -> record.status == RecordStatus.UNKNOWN && record.foreign)
                    .forEach(this::humanDecides);
        }
    }

    /** In the end somebody compares every open question with the marketplace's own books. */
    void humanDecidesAll(Instant now) {
        halted = false;
        for (var record : ledger.records()) {
            takeBack(record, now.plus(LEASE));
            if (record.status == RecordStatus.UNKNOWN) {
                humanDecides(record);
            }
        }
    }

    private void humanDecides(LedgerRecord record) {
        record.status = marketplace.holds(record) ? RecordStatus.ACCEPTED : RecordStatus.RETURNED;
        record.uncertain = false;
        tally.refusals += record.status == RecordStatus.RETURNED ? 1 : 0;
    }

    /** What the marketplace booked counts in the ledger, at once and always. */
    void checkAgainstMarketplace() {
        assertThat(marketplace.bookedTwice()).as("R-13 never under a second record").isEmpty();
        for (var record : ledger.records()) {
            if (marketplace.holds(record)) {
                assertThat(record.status.isCommitted())
                        .as("booked, so committed: %s", record)
                        .isTrue();
                assertThat(marketplace.booked(record).quantity())
                        .as("as it was frozen")
                        .isEqualTo(record.quantity);
            }
        }
    }

    /**
     * Accepted in the ledger is booked at the marketplace, record by record, and nothing else is.
     */
    void checkEveryRecord() {
        checkAgainstMarketplace();
        int accepted = 0;
        for (var record : ledger.records()) {
            assertThat(record.value)
                    .as("frozen is final")
                    .isEqualByComparingTo(
                            record.frozenPrice.multiply(BigDecimal.valueOf(record.quantity)));
            if (record.status == RecordStatus.ACCEPTED && marketplace.holds(record)) {
                accepted++;
            } else if (record.status == RecordStatus.ACCEPTED) {
                // M-15: with an unanswered attempt of ours a duplicate is ours; here somebody else
                // had the slot.
                var booked = marketplace.booked(record);
                assertThat(booked != null && booked.record() == null && record.attempts > 1)
                        .as("accepted, so booked: %s", record)
                        .isTrue();
            }
        }
        assertThat(marketplace.bookedOurs())
                .as("nothing is booked that the ledger does not know")
                .isEqualTo(accepted);
    }
}
