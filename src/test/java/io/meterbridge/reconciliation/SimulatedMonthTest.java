package io.meterbridge.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens in a month, all of what its figures differ by has a class; what was planted is found. */
class SimulatedMonthTest {

    private static final int LIVES = Boolean.getBoolean("proof") ? 5_000 : 1_000;

    @Test
    void everyDifferenceOfEveryMonthIsClassifiedAndNothingIsLeftUnexplained() {
        var seed = new Random().nextLong();
        var seen = new EnumMap<DifferenceClass, Integer>(DifferenceClass.class);
        for (int life = 0; life < LIVES; life++) {
            var month = new SimulatedMonth(seed + life);
            var orb = orb(month);
            var marketplace = MarketplaceDifference.of(month.told(), month.booked(), month.unitPrice());

            assertThat(orb.part(DifferenceClass.UNEXPLAINED)).as("Orb, seed %d", seed + life).isZero();
            assertThat(marketplace.part(DifferenceClass.UNEXPLAINED)).as("marketplace, seed %d", seed + life).isZero();
            assertThat(orb.amount().add(marketplace.amount())).as("both, seed %d", seed + life)
                    .isEqualByComparingTo(month.after().net().subtract(month.before().net())
                            .add(month.told().byHand()).subtract(month.booked().amount()));
            orb.parts().keySet().forEach(why -> seen.merge(why, 1, Integer::sum));
            marketplace.parts().keySet().forEach(why -> seen.merge(why, 1, Integer::sum));
        }
        assertThat(seen.keySet()).as("seed %d", seed).containsExactlyInAnyOrder(DifferenceClass.REMAINDER,
                DifferenceClass.LATE_USAGE, DifferenceClass.REJECTED, DifferenceClass.HELD, DifferenceClass.UNKNOWN,
                DifferenceClass.CREDIT, DifferenceClass.INCLUDED, DifferenceClass.WRITTEN_OFF,
                DifferenceClass.MONTH_SHIFT, DifferenceClass.FOREIGN_USAGE, DifferenceClass.PRICE);
    }

    @Test
    void aForeignRecordThatIsPlantedIsFoundToTheCent() {
        var seed = new Random().nextLong();
        for (int life = 0; life < LIVES; life++) {
            var month = new SimulatedMonth(seed + life);
            var planted = month.booked().units().add(BigDecimal.valueOf(1_000_000));
            var worth = BigDecimal.valueOf(1_000_000).multiply(month.unitPrice());

            var before = MarketplaceDifference.of(month.told(), month.booked(), month.unitPrice());
            var after = MarketplaceDifference.of(month.told(),
                    new Booked(planted, month.booked().amount().add(worth)), month.unitPrice());

            var doubtful = month.told().unknown().add(month.told().onTheWay()).add(month.told().refused());
            var foreign = after.part(DifferenceClass.FOREIGN_USAGE).negate();
            assertThat(foreign).as("seed %d", seed + life).isBetween(worth.subtract(doubtful),
                    worth.subtract(before.part(DifferenceClass.FOREIGN_USAGE)));
            assertThat(after.amount()).isEqualByComparingTo(before.amount().subtract(worth));
        }
    }

    @Test
    void whatTheMarketplaceLostAndWhatTheLedgerLostIsUnexplained() {
        var told = new Told(units(300), money("3.00"), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
                BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
                BigDecimal.ZERO, BigDecimal.ZERO);
        var price = money("0.01");

        assertThat(MarketplaceDifference.of(told, new Booked(units(200), null), price)
                .part(DifferenceClass.UNEXPLAINED)).isEqualByComparingTo("1.00");
        var start = new Standing(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, price);
        // 5.00 were spent and 3.00 accepted, but the ledger thinks that nothing is open
        var end = new Standing(money("5.00"), BigDecimal.ZERO, BigDecimal.ZERO, price);
        assertThat(OrbDifference.of(start, end, end, BigDecimal.ZERO, told).part(DifferenceClass.UNEXPLAINED))
                .isEqualByComparingTo("2.00");
    }

    private static Difference orb(SimulatedMonth month) {
        return OrbDifference.of(month.before(), month.after(), month.now(), month.toldLater(), month.told());
    }

    private static BigDecimal units(long units) {
        return BigDecimal.valueOf(units);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
