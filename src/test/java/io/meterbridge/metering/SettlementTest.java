package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Whole units due, and what stays open (money.md M-03). */
class SettlementTest {

    @ParameterizedTest(name = "cost {0} - committed {1} at {2}: {3} units, {4} left")
    @CsvSource({
        "548.635, 0, 0.05, 10972, 0.035",
        "0, 0, 0.01, 0, 0",
        "0.009999999999999999999999999999, 0, 0.01, 0, 0.009999999999999999999999999999",
        "0.01, 0, 0.01, 1, 0",
        "121.50, 120.00, 0.01, 150, 0.00",
        "118.00, 121.50, 0.01, 0, -3.50",
        "122.25, 121.50, 0.01, 75, 0.00",
        "-5, 0, 1, 0, -5",
        "-0, 0, 1, 0, 0",
        "1E+3, 0, 3, 333, 1",
        "100, 0, 7E-3, 14285, 0.005",
        "1, 0, 3, 0, 1",
        "123456789012345678901234567890, 123456789012345678901234567000, 1, 890, 0",
        "0.123456789012345678901234567890, 0, 0.000000000000000000000000000001, 2147483647, "
                + "0.123456789012345678899087084243",
    })
    @Proves({"M-03", "R-02", "R-06"})
    void takesWholeUnitsAndLeavesLessThanOne(
            BigDecimal cost, BigDecimal committed, BigDecimal price, long units, BigDecimal left) {
        var settlement = Settlement.of(owed(cost, committed), price, Integer.MAX_VALUE);
        assertThat(settlement.units()).isEqualTo(units);
        assertThat(settlement.left()).isEqualByComparingTo(left);
        assertThat(settlement.value().add(settlement.left()))
                .isEqualByComparingTo(cost.subtract(committed));
    }

    @Test
    @Proves({"M-03", "R-01", "R-02", "R-06"})
    void holdsForAnyDecimals() {
        var random = new Random(20261101);
        int uncapped = 0;
        for (int turn = 0; turn < 20_000; turn++) {
            var cost = decimal(random, 100, 30);
            var committed = decimal(random, 100, 30);
            var price = decimal(random, 40, 12).abs().add(new BigDecimal("0.000000000001"));
            var settlement = Settlement.of(owed(cost, committed), price, Long.MAX_VALUE);
            var open = cost.subtract(committed);
            if (open.signum() < 0) {
                assertThat(settlement.units()).isZero();
                assertThat(settlement.overbilled()).isEqualByComparingTo(open.negate());
            } else if (settlement.units() < Long.MAX_VALUE) {
                assertThat(settlement.left()).isNotNegative().isLessThan(price);
                assertThat(settlement.overbilled()).isZero();
                uncapped++;
            }
            assertThat(
                            price.multiply(BigDecimal.valueOf(settlement.units()))
                                    .add(settlement.left()))
                    .isEqualByComparingTo(open);
        }
        assertThat(uncapped).isGreaterThan(5_000);
    }

    @Test
    @Proves("M-03")
    void capsAtWhatOneRecordCanCarry() {
        var settlement =
                Settlement.of(
                        owed(new BigDecimal("3000000000.5"), BigDecimal.ZERO),
                        BigDecimal.ONE,
                        Integer.MAX_VALUE);
        assertThat(settlement.units()).isEqualTo(2_147_483_647L);
        assertThat(settlement.left()).isEqualByComparingTo("852516353.5");
    }

    @Test
    void countsEverythingThatIsNotOwed() {
        var owed =
                new Owed(
                        new BigDecimal("100"),
                        new BigDecimal("10"),
                        new BigDecimal("20"),
                        new BigDecimal("30"),
                        new BigDecimal("15"));
        assertThat(owed.open()).isEqualByComparingTo("25");
        assertThat(owed.withCommitted(new BigDecimal("24")).open()).isEqualByComparingTo("1");
    }

    @ParameterizedTest(name = "unbilled {0}, forgiven {1}: {2} stays forgiven, {3} open")
    @CsvSource({
        "100, 30, 30, 70",
        "30, 30, 30, 0",
        "20, 30, 20, 0",
        "0, 30, 0, 0",
        "-5, 30, 0, -5"
    })
    @Proves("M-22")
    void aFallOfCostConsumesWhatWasForgivenFirst(
            BigDecimal unbilled, BigDecimal forgiven, BigDecimal kept, BigDecimal open) {
        var after =
                new Owed(
                                unbilled.add(BigDecimal.TEN),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                BigDecimal.TEN,
                                forgiven)
                        .afterFall();
        assertThat(after.writtenOff()).isEqualByComparingTo(kept);
        assertThat(after.open()).isEqualByComparingTo(open);
    }

    @Test
    void refusesAPriceOfNothing() {
        assertThatThrownBy(
                        () ->
                                Settlement.of(
                                        owed(BigDecimal.TEN, BigDecimal.ZERO), BigDecimal.ZERO, 10))
                .hasMessageContaining("unit price");
        assertThatThrownBy(
                        () ->
                                new Owed(
                                        BigDecimal.ONE,
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        new BigDecimal("-1")))
                .hasMessageContaining("written off");
    }

    private static Owed owed(BigDecimal cost, BigDecimal committed) {
        return new Owed(cost, BigDecimal.ZERO, BigDecimal.ZERO, committed, BigDecimal.ZERO);
    }

    private static BigDecimal decimal(Random random, int bits, int scaleMax) {
        var digits = new BigInteger(1 + random.nextInt(bits), random);
        return new BigDecimal(
                random.nextInt(4) == 0 ? digits.negate() : digits, random.nextInt(scaleMax));
    }
}
