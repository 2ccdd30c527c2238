package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.cost.Baseline;
import io.meterbridge.metering.HourDecision.Why;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * One account that lives through hours of reading, freezing and sending, checked after every step.
 */
final class AccountLife {

    private final LifeScript script;
    private final BillingRules rules;
    private final boolean perfect;
    private final Random chance;
    private final OrbWorld orb;
    private final ContractWorld contracts;
    private final Instant baselineAt;
    private final MeteringHour firstHour;
    private final ModelLedger ledger = new ModelLedger();
    private final LifeSubmission submission;
    private final LifeChecks checks;
    private final LifeReading readings;
    final LifeTally tally = new LifeTally();

    private List<IncludedTerm> terms = List.of();
    private BigDecimal lastNet = BigDecimal.ZERO;
    private BigDecimal included = BigDecimal.ZERO;
    private MeteringHour cursor;
    private int hoursInRow;
    private Instant learntTo;
    private Instant settledReadAt = Instant.MIN;
    private Why lastWhy;

    /**
     * @param perfect true for the twin: every hour once, in time, without a fault anywhere
     */
    AccountLife(LifeScript script, BillingRules rules, boolean perfect) {
        this.script = script;
        this.rules = rules;
        this.perfect = perfect;
        this.chance = new Random(script.seed() ^ 0x5eed);
        this.orb = script.orb();
        this.contracts = script.contracts();
        this.baselineAt =
                Baseline.at(orb.zone, script.startDate(), contracts.start, orb.subscriptionStart);
        assertThat(baselineAt == null ? orb.subscriptionStart : baselineAt)
                .as("R-07 nothing from before the start date")
                .isAfterOrEqualTo(script.startDate());
        this.firstHour = MeteringHour.firstFrom(contracts.start);
        this.cursor = firstHour.previous();
        this.learntTo = contracts.start;
        this.checks =
                new LifeChecks(
                        script.rules(),
                        script.spareSlotEvery(),
                        orb,
                        contracts,
                        ledger,
                        baselineAt,
                        firstHour);
        this.readings = new LifeReading(orb, baselineAt, chance, tally);
        this.submission = new LifeSubmission(script.seed(), rules, ledger, !perfect, tally);
    }

    /** Lives the story, then some quiet hours without a fault in which everything comes to rest. */
    void live() {
        tally.lives++;
        tally.renewals += contracts.renewals;
        tally.remappings += contracts.remappings;
        var hour = firstHour;
        var end = firstHour.plus(script.hours());
        while (hour.isBefore(end)) {
            if (perfect) {
                run(hour, hour.end().plusSeconds(300));
                hour = hour.next();
            } else {
                hour = hour.plus(someRuns(hour));
            }
        }
        comeToRest(end);
    }

    BigDecimal accepted() {
        return ledger.accepted();
    }

    /** The dearest unit the account ever had: twins may differ by less than one of it. */
    BigDecimal dearestUnit() {
        return ledger.records().stream()
                .map(record -> record.frozenPrice)
                .reduce(new BigDecimal("7.77"), BigDecimal::max);
    }

    private int someRuns(MeteringHour hour) {
        var now = hour.end().plusSeconds(60 + chance.nextInt(3300));
        int fate = chance.nextInt(100);
        if (fate < 6) {
            return 1; // this hour is never run
        }
        if (fate < 8) {
            return 2 + chance.nextInt(fate == 7 ? 60 : 5); // nobody is there for hours
        }
        if (fate < 12) {
            int behind = 1 + chance.nextInt(Math.min(8, script.hours()));
            for (int late = Math.max(0, behind); late >= 0; late--) {
                run(hour.plus(-late), now); // caught up in one go, or run again
            }
            return 1;
        }
        run(hour, now);
        if (fate < 20) {
            run(hour, now.plusSeconds(20));
        }
        return 1;
    }

    private void comeToRest(MeteringHour end) {
        orb.endWithALot(end.start());
        submission.faultsAreOver();
        var hour = end;
        for (int quiet = 0; quiet < 18; quiet++, hour = hour.next()) {
            run(hour, hour.end().plusSeconds(300));
        }
        submission.humanDecidesAll(hour.start());
        for (int more = 0; more < 3 || more < 400 && goesOn(); more++, hour = hour.next()) {
            run(hour, hour.end().plusSeconds(300));
        }
        checkAtRest(hour.start().plusSeconds(300));
    }

    /** Whether the last hour had to leave whole units for a later one. */
    private boolean goesOn() {
        return lastWhy == Why.UNITS_DUE || lastWhy == Why.SPARE || lastWhy == Why.NO_SLOT;
    }

    private void run(MeteringHour hour, Instant now) {
        if (hour.isBefore(firstHour)) {
            return;
        }
        orb.advanceTo(now);
        learnPrices(now);
        submission.humanDecidesSome(now);
        submission.lateAnswersTurnUp(now);
        if (contracts.isMappedAt(now)) {
            settle(hour, now);
        }
        submission.send(now.plusSeconds(60));
        if (!perfect && chance.nextInt(3) == 0) {
            submission.send(now.plusSeconds(900));
        }
        submission.checkAgainstMarketplace();
    }

    private void learnPrices(Instant now) {
        for (var contract : contracts.learntBetween(learntTo, now)) {
            var records =
                    ledger.records().stream()
                            .filter(record -> record.contractId.equals(contract))
                            .map(
                                    record ->
                                            new PricedRecord(
                                                    record.id,
                                                    record.hour,
                                                    "calls",
                                                    record.quantity))
                            .toList();
            if (records.isEmpty()) {
                continue;
            }
            var corrections =
                    ValueCorrection.of(
                            contracts.history(contract, learntTo),
                            contracts.history(contract, now),
                            records);
            ledger.correct(corrections);
            tally.corrections += corrections.size();
        }
        learntTo = now.isAfter(learntTo) ? now : learntTo;
    }

    private void settle(MeteringHour hour, Instant now) {
        var reading = readings.read(now, perfect || submission.isCalm());
        if (reading == null || !now.isAfter(settledReadAt)) {
            return;
        }
        checks.reading(reading, readings.isPartial(), now);
        terms = IncludedTerms.upTo(reading, contracts.included(now), terms, orb.zone, lastNet);
        included = IncludedTerms.consumed(terms);
        var committed = rules.committed(ledger.records(), contracts.currentAt(now));
        var account =
                new AccountTerms(
                        script.rules(),
                        contracts.metered(now),
                        firstHour,
                        cursor,
                        hoursInRow,
                        script.spareSlotEvery(),
                        ledger.taken(now.minus(Duration.ofHours(36))));
        var decision =
                rules.decide(hour, now, reading, included, committed, submission.halted(), account);
        tally.hours++;
        tally.spares += decision.why() == Why.SPARE ? 1 : 0;
        tally.falls += decision.why() == Why.OVERBILLED ? 1 : 0;
        checks.decision(hour, now, reading, decision);
        for (var order : decision.orders()) {
            checks.order(order, hour, included, now);
            tally.oldMonthRecords += order.hour().equals(hour) ? 0 : 1;
            ledger.freeze(order, script.rules(), now);
            tally.records++;
        }
        lastWhy = decision.why();
        lastNet = reading.total().net();
        hoursInRow = decision.hoursInRow();
        cursor = hour.isAfter(cursor) ? hour : cursor;
        settledReadAt = now;
    }

    private void checkAtRest(Instant now) {
        submission.checkEveryRecord();
        var open =
                orb.spent(now, baselineAt, Instant.MAX)
                        .subtract(included)
                        .subtract(ledger.accepted());
        assertThat(ledger.committed())
                .as("everything committed is accepted")
                .isEqualByComparingTo(ledger.accepted());
        assertThat(open)
                .as("R-03 all that was spent is billed, less than a unit is left")
                .isNotNegative()
                .isLessThan(dearestUnit());
        tally.accepted +=
                ledger.records().stream()
                        .filter(record -> record.status == RecordStatus.ACCEPTED)
                        .count();
    }
}
