package io.meterbridge.reconciliation;

import io.meterbridge.metering.Owed;
import io.meterbridge.metering.Settlement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An account's life around one month, hour by hour, with everything that can go wrong in it: hours that are missed,
 * answers that are lost, refusals, holds, somebody else's usage, prices that change and are learnt late, credits, an
 * included amount, a renewal, usage by hand and a month that began in shadow mode. What it knows at the end is what a
 * ledger and a marketplace's report know, at the month's very end or up to four days later.
 */
final class SimulatedMonth {

    private static final int BEGIN = 100;
    private static final int END = BEGIN + 720;

    private final Random random;
    private final int last;
    private final List<Entry> entries = new ArrayList<>();
    private final BigDecimal includedAmount;
    private final boolean beganInShadow;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal price = new BigDecimal("0.01");
    private BigDecimal netBefore;
    private BigDecimal includedBefore;
    private BigDecimal priceBefore;
    private BigDecimal netAfter;
    private BigDecimal includedAfter;
    private BigDecimal priceAfter;
    private BigDecimal foreignAmount = BigDecimal.ZERO;
    private BigDecimal foreignUnits = BigDecimal.ZERO;

    enum Fate { ACCEPTED, FROZEN, UNKNOWN, FOREIGN, REFUSED, HELD, WRITTEN_OFF, SHADOW, BY_HAND }

    /** A record, and whether the marketplace has it, whatever the ledger knows of that. */
    static final class Entry {

        private final int hour;
        private final BigDecimal units;
        private final BigDecimal price;
        private Fate fate;
        private boolean booked;
        private BigDecimal correction = BigDecimal.ZERO;

        Entry(int hour, long units, BigDecimal price, Fate fate, boolean booked) {
            this.hour = hour;
            this.units = BigDecimal.valueOf(units);
            this.price = price;
            this.fate = fate;
            this.booked = booked;
        }

        BigDecimal value() {
            return units.multiply(price);
        }

        boolean counts() {
            return fate != Fate.REFUSED && fate != Fate.BY_HAND;
        }

        private boolean isInMonth() {
            return hour >= BEGIN && hour < END;
        }
    }

    SimulatedMonth(long seed) {
        random = new Random(seed);
        includedAmount = random.nextInt(3) == 0 ? BigDecimal.valueOf(random.nextInt(2000), 2) : BigDecimal.ZERO;
        beganInShadow = random.nextInt(4) == 0;
        last = random.nextInt(4) == 0 ? END : END + random.nextInt(100);
        for (int hour = 0; hour < last; hour++) {
            if (hour == BEGIN) {
                netBefore = cost;
                includedBefore = included();
                priceBefore = price;
            }
            if (hour == END) {
                monthEnds();
            }
            live(hour);
        }
        if (last == END) {
            monthEnds();
        }
    }

    private void monthEnds() {
        netAfter = cost;
        includedAfter = included();
        priceAfter = price;
    }

    private void live(int hour) {
        spend();
        if (random.nextInt(200) == 0) {
            learnPriceLate(hour);
        }
        if (random.nextInt(40) == 0) {
            entries.add(new Entry(hour, random.nextInt(50), price, Fate.BY_HAND, true));
        }
        // a missed hour, a spare one, or one of which Orb told nothing
        if (random.nextInt(8) != 0) {
            settle(hour);
        }
        if (random.nextInt(20) == 0) {
            decide();
        }
    }

    /** Mostly usage; now and then a credit that may be larger than all that is open. */
    private void spend() {
        var amount = BigDecimal.valueOf(random.nextInt(60_000), 5);
        cost = random.nextInt(50) == 0 ? cost.subtract(amount.multiply(BigDecimal.TEN)).max(BigDecimal.ZERO)
                : cost.add(amount);
    }

    private void settle(int hour) {
        var units = Settlement.of(new Owed(cost, BigDecimal.ZERO, included(), committed(), BigDecimal.ZERO), price,
                Integer.MAX_VALUE).units();
        if (units > 0) {
            entries.add(born(hour, units));
        }
    }

    private Entry born(int hour, long units) {
        if (beganInShadow && hour < BEGIN + 200) {
            return new Entry(hour, units, price, Fate.SHADOW, false);
        }
        int die = random.nextInt(100);
        if (die < 4) {
            return new Entry(hour, units, price, Fate.UNKNOWN, random.nextBoolean());
        }
        if (die < 9) {
            // one in four was booked after all
            return new Entry(hour, units, price, Fate.REFUSED, die == 8 && random.nextBoolean());
        }
        if (die < 12) {
            return new Entry(hour, units, price, Fate.HELD, false);
        }
        if (die < 13) {
            var somebodyElses = BigDecimal.valueOf(random.nextInt(500) + 1L);
            if (hour >= BEGIN && hour < END) {
                foreignUnits = foreignUnits.add(somebodyElses);
                foreignAmount = foreignAmount.add(somebodyElses.multiply(price));
            }
            return new Entry(hour, units, price, Fate.FOREIGN, false);
        }
        if (hour > last - 5) {
            return new Entry(hour, units, price, Fate.FROZEN, false);
        }
        return new Entry(hour, units, price, Fate.ACCEPTED, true);
    }

    /** A human or late proof ends what waits. */
    private void decide() {
        var waiting = entries.stream().filter(entry -> entry.fate == Fate.HELD || entry.fate == Fate.UNKNOWN
                || entry.fate == Fate.FOREIGN).toList();
        if (waiting.isEmpty()) {
            return;
        }
        var entry = waiting.get(random.nextInt(waiting.size()));
        switch (entry.fate) {
            case HELD -> {
                entry.booked = random.nextInt(3) != 0;
                entry.fate = entry.booked ? Fate.ACCEPTED : Fate.WRITTEN_OFF;
            }
            case UNKNOWN -> entry.fate = entry.booked ? Fate.ACCEPTED : Fate.REFUSED;
            default -> entry.fate = Fate.REFUSED;
        }
    }

    /** Units accepted lately are worth more or less than they were told for; the marketplace bills the new price. */
    private void learnPriceLate(int hour) {
        var learnt = BigDecimal.valueOf(random.nextInt(3) + 1L, 2);
        entries.stream().filter(entry -> entry.hour > hour - 4 && entry.fate == Fate.ACCEPTED)
                .filter(entry -> entry.correction.signum() == 0)
                .forEach(entry -> entry.correction = entry.units.multiply(learnt.subtract(entry.price)));
        price = learnt;
    }

    private BigDecimal included() {
        return includedAmount.min(cost);
    }

    private BigDecimal committed() {
        return sum(entries.stream().filter(Entry::counts).toList());
    }

    private static BigDecimal sum(List<Entry> some) {
        return some.stream().map(entry -> entry.value().add(entry.correction)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal settledBefore(int hour) {
        return sum(entries.stream().filter(entry -> entry.counts() && entry.hour < hour).toList());
    }

    Standing before() {
        return new Standing(netBefore, includedBefore, netBefore.subtract(includedBefore).subtract(settledBefore(BEGIN)),
                priceBefore);
    }

    Standing after() {
        return new Standing(netAfter, includedAfter, netAfter.subtract(includedAfter).subtract(settledBefore(END)),
                priceAfter);
    }

    Standing now() {
        return new Standing(cost, included(), cost.subtract(included()).subtract(committed()), price);
    }

    BigDecimal toldLater() {
        return committed().subtract(settledBefore(END));
    }

    Told told() {
        var accepted = of(Fate.ACCEPTED);
        return new Told(units(accepted), plain(accepted), corrections(accepted), sum(of(Fate.HELD)),
                sum(of(Fate.FROZEN)), sum(of(Fate.UNKNOWN)), sum(of(Fate.FOREIGN)), sum(of(Fate.SHADOW)),
                sum(of(Fate.WRITTEN_OFF)), sum(of(Fate.REFUSED)), units(of(Fate.BY_HAND)), plain(of(Fate.BY_HAND)),
                BigDecimal.ZERO);
    }

    /** What the marketplace booked in the month, somebody else's usage with it. */
    Booked booked() {
        var booked = entries.stream().filter(entry -> entry.isInMonth() && entry.booked).toList();
        return new Booked(units(booked).add(foreignUnits), sum(booked).add(foreignAmount));
    }

    private List<Entry> of(Fate fate) {
        return entries.stream().filter(entry -> entry.isInMonth() && entry.fate == fate).toList();
    }

    private static BigDecimal units(List<Entry> some) {
        return some.stream().map(entry -> entry.units).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal plain(List<Entry> some) {
        return some.stream().map(Entry::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal corrections(List<Entry> some) {
        return some.stream().map(entry -> entry.correction).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal unitPrice() {
        return priceAfter;
    }
}
