package io.meterbridge.metering;

import io.meterbridge.cost.Cost;
import io.meterbridge.cost.CostReading;
import io.meterbridge.metering.HourDecision.Why;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One account, one hour: what does it owe that its marketplace has not been told, and in which slot
 * can that be said? Totals, not deltas: a missed, late or repeated hour changes nothing.
 */
public final class AccountHour {

    private AccountHour() {}

    /**
     * Decides an account-hour.
     *
     * @param hour the completed hour of the run
     * @param now the time of the decision
     * @param reading the account's cost, read after the hour
     * @param included what included amounts have paid for so far
     * @param committed value of all records that count, read under the account's lock
     * @param writtenOff value a human decided never to bill
     * @param halted true when the account may be read but not billed
     */
    public static HourDecision decide(
            MeteringHour hour,
            Instant now,
            CostReading reading,
            BigDecimal included,
            BigDecimal committed,
            BigDecimal writtenOff,
            boolean halted,
            AccountTerms terms) {
        // A missing series neither bills nor eats up what was forgiven: it may be back in an hour.
        var forgiven =
                owed(reading.totalWithMissing(), included, committed, writtenOff)
                        .afterFall()
                        .writtenOff();
        var owed = owed(reading.total(), included, committed, forgiven);
        var orders = new ArrayList<FreezeOrder>();
        var left = terms;
        if (!halted) {
            var oldMonth = closeOldMonth(hour, now, reading, owed, terms);
            if (oldMonth.isPresent()) {
                orders.add(oldMonth.get());
                owed = owed.withCommitted(oldMonth.get().settlement().value());
                left = terms.using(oldMonth.get().hour());
            }
        }
        var why = halted ? Why.HALTED : decideSlot(hour, now, reading, owed, left, orders);
        var after =
                why == Why.UNITS_DUE
                        ? owed.withCommitted(orders.get(orders.size() - 1).settlement().value())
                        : owed;
        return new HourDecision(orders, after, why, hoursInRow(hour, why, terms));
    }

    private static Owed owed(
            Cost cost, BigDecimal included, BigDecimal committed, BigDecimal writtenOff) {
        return new Owed(cost.gross(), cost.baseline(), included, committed, writtenOff);
    }

    /** A run of an hour that was settled before says nothing new about the row up to the cursor. */
    private static int hoursInRow(MeteringHour hour, Why why, AccountTerms terms) {
        if (!hour.isAfter(terms.cursor())) {
            return terms.hoursInRow();
        }
        return why == Why.UNITS_DUE || why == Why.TAKEN ? terms.inRow(hour) + 1 : 0;
    }

    /**
     * Freezes the hour's own record, or, once no later slot will come, one in the newest free slot.
     */
    private static Why decideSlot(
            MeteringHour hour,
            Instant now,
            CostReading reading,
            Owed owed,
            AccountTerms terms,
            List<FreezeOrder> orders) {
        if (owed.open().signum() < 0) {
            return Why.OVERBILLED;
        }
        var slot = terms.hasEnded() ? newestFree(hour, now, terms) : Optional.of(hour);
        if (slot.isPresent() && terms.keepsASlot()) {
            slot = newestFree(slot.get().previous(), now, terms);
            if (slot.isEmpty()) {
                return Why.SPARE;
            }
        }
        var metered = slot.flatMap(terms::meteredInSlot);
        if (metered.isEmpty()) {
            return Why.NO_SLOT;
        }
        if (terms.taken().contains(slot.get())) {
            return Why.TAKEN;
        }
        if (terms.isSpare(hour)) {
            return Why.SPARE;
        }
        if (!terms.takes(slot.get(), now)) {
            return Why.CLOSED;
        }
        var order =
                order(
                        metered.get(),
                        slot.get(),
                        owed,
                        reading.beganBefore(slot.get().end()),
                        terms);
        if (order.settlement().units() == 0) {
            return Why.NOTHING_DUE;
        }
        orders.add(order);
        return Why.UNITS_DUE;
    }

    /**
     * The first run of a month first tells the old month what ended by its boundary, in the newest
     * slot still free there (money.md M-12).
     */
    private static Optional<FreezeOrder> closeOldMonth(
            MeteringHour hour, Instant now, CostReading reading, Owed owed, AccountTerms terms) {
        var boundary = terms.rules().monthStart(hour);
        boolean firstRunOfMonth = terms.cursor().start().isBefore(boundary);
        if (!firstRunOfMonth || !terms.oldMonthIsOpen(boundary, now)) {
            return Optional.empty();
        }
        var cost = reading.at(boundary);
        var last = MeteringHour.containing(boundary).previous();
        var slot = newestFree(last, now, terms);
        if (cost.isEmpty() || slot.isEmpty()) {
            return Optional.empty();
        }
        var metered = terms.meteredInSlot(slot.get()).orElseThrow();
        return Optional.of(order(metered, slot.get(), owed, cost.get(), terms))
                .filter(order -> order.settlement().units() > 0);
    }

    private static Optional<MeteringHour> newestFree(MeteringHour newest, Instant now, AccountTerms terms) {
        for (var slot = newest;
                !slot.isBefore(terms.firstHour()) && terms.takes(slot, now);
                slot = slot.previous()) {
            if (!terms.taken().contains(slot) && terms.meteredInSlot(slot).isPresent()) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    /**
     * Units for a slot, from what it may carry: the cost of its own time, but never more than is
     * owed now.
     */
    private static FreezeOrder order(
            Metered metered, MeteringHour slot, Owed owed, Cost ofItsTime, AccountTerms terms) {
        var bySlot = owed(ofItsTime, owed.included(), owed.committed(), owed.writtenOff());
        var due = bySlot.open().compareTo(owed.open()) < 0 ? bySlot : owed;
        var price = metered.prices().at(slot);
        var settlement = Settlement.of(due, price.unitPrice(), terms.rules().unitsMax());
        return new FreezeOrder(metered.contractId(), slot, price, due, settlement);
    }
}
