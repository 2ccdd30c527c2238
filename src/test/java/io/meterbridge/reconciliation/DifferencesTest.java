package io.meterbridge.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each reason alone, and that the parts add up whatever the figures are. */
class DifferencesTest {

    private static final BigDecimal PRICE = new BigDecimal("0.01");
    private static final Standing ZERO = standing("0", "0", "0");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.004 | 5.00 | 0     | 0.004 | 0    | 0    | REMAINDER=0.004
            5.00  | 3.00 | 0     | 2.00  | 2.00 | 0    | LATE_USAGE=2.00
            5.00  | 3.00 | 0     | 2.00  | 2.00 | 0.50 | REJECTED=0.50 LATE_USAGE=1.50
            5.00  | 3.00 | 0     | 2.00  | 0    | 0    | CREDIT=2.00
            5.00  | 6.00 | 0     | -1.00 | 0    | 0    | CREDIT=-1.00
            5.00  | 5.30 | 0.305 | 0.005 | 0    | 0    | MONTH_SHIFT=-0.30
            """)
    void whatIsOpenIsExplained(String spent, String accepted, String openBefore, String openAfter, String openNow,
            String refused, String parts) {
        var difference = OrbDifference.of(standing("0", "0", openBefore), standing(spent, "0", openAfter),
                standing(spent, "0", openNow), BigDecimal.ZERO, told(accepted, Map.of("refused", refused)));

        assertThat(text(difference)).isEqualTo(sorted(parts));
    }

    @ParameterizedTest
    @CsvSource({"held, HELD", "onTheWay, LATE_USAGE", "unknown, UNKNOWN", "foreign, FOREIGN_USAGE",
        "shadow, FOREIGN_USAGE", "writtenOff, WRITTEN_OFF", "correction, PRICE"})
    void whatBecameOfARecordIsItsClass(String kind, String why) {
        var difference = OrbDifference.of(ZERO, standing("5.00", "0", "0"), standing("5.00", "0", "0"),
                BigDecimal.ZERO, told("3.00", Map.of(kind, "2.00")));

        assertThat(text(difference)).isEqualTo(why + "=2.00");
    }

    @Test
    void whatIsIncludedIsNotTold() {
        assertThat(text(OrbDifference.of(ZERO, standing("5.00", "2.00", "0"), standing("5.00", "2.00", "0"),
                BigDecimal.ZERO, told("3.00", Map.of())))).isEqualTo("INCLUDED=2.00");
    }

    @Test
    void whatWasToldAfterTheMonthIsAShift() {
        assertThat(text(OrbDifference.of(ZERO, standing("5.00", "0", "2.00"), standing("9.00", "0", "0"),
                new BigDecimal("6.00"), told("3.00", Map.of())))).isEqualTo("MONTH_SHIFT=2.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            300 |      | 0    | 0    | 0    | 0    | ''
            300 | 2.90 | 0    | 0    | 0    | 0    | PRICE=0.10
            200 |      | 0    | 0    | 1.00 | 0    | LATE_USAGE=1.00
            200 |      | 0    | 0    | 0.40 | 0    | LATE_USAGE=0.40 UNEXPLAINED=0.60
            400 |      | 1.00 | 0    | 0    | 0    | UNKNOWN=-1.00
            400 |      | 0    | 0.40 | 0    | 0    | REJECTED=-0.40 FOREIGN_USAGE=-0.60
            400 | 4.00 | 0    | 0    | 0    | 0    | FOREIGN_USAGE=-1.00
                | 3.30 | 0    | 0    | 0    | 0.30 | PRICE=-0.30
                | 3.00 | 0    | 0    | 0    | 0    | ''
                | 3.70 | 0    | 0    | 0    | 0    | FOREIGN_USAGE=-0.70
            """)
    void whatAMarketplaceReportsIsExplained(String units, String amount, String unknown, String refused,
            String notReported, String correction, String parts) {
        var told = told("3.00", Map.of("unknown", unknown, "refused", refused, "notReported", notReported,
                "correction", correction));

        assertThat(text(MarketplaceDifference.of(told, new Booked(decimal(units), decimal(amount)), PRICE)))
                .isEqualTo(sorted(parts));
    }

    @Test
    void thePartsAddUpWhateverTheFiguresAre() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var told = new Told(any(random), any(random), any(random), any(random), any(random), any(random),
                    any(random), any(random), any(random), any(random), any(random), any(random), any(random));
            var before = new Standing(any(random), any(random), signed(random), price(random));
            var after = new Standing(any(random), any(random), signed(random), price(random));
            var now = new Standing(any(random), any(random), signed(random), price(random));

            // a difference whose parts do not add up cannot be made
            var orb = OrbDifference.of(before, after, now, any(random), told);
            var marketplace = MarketplaceDifference.of(told, new Booked(any(random), any(random)), price(random));

            assertThat(orb.amount()).as("seed %d", seed)
                    .isEqualByComparingTo(after.net().subtract(before.net()).subtract(told.accepted()));
            assertThat(orb.parts().values()).noneMatch(part -> part.signum() == 0);
            assertThat(marketplace.parts().values()).noneMatch(part -> part.signum() == 0);
        }
    }

    @Test
    void aDifferenceWhosePartsDoNotAddUpCannotBeMade() {
        assertThatThrownBy(() -> new Difference(BigDecimal.ONE, Map.of(DifferenceClass.HELD, BigDecimal.TEN)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("10").hasMessageContaining("1");
        assertThatThrownBy(() -> new Booked(null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Standing(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal any(Random random) {
        return BigDecimal.valueOf(random.nextInt(1_000_000), 4);
    }

    private static BigDecimal signed(Random random) {
        return any(random).subtract(any(random));
    }

    private static BigDecimal price(Random random) {
        return BigDecimal.valueOf(random.nextInt(300) + 1L, 3);
    }

    private static Standing standing(String net, String included, String open) {
        return new Standing(new BigDecimal(net), new BigDecimal(included), new BigDecimal(open), PRICE);
    }

    /** Accepted at one cent a unit, and other amounts by name. */
    private static Told told(String accepted, Map<String, String> others) {
        var amounts = new HashMap<String, BigDecimal>();
        others.forEach((name, amount) -> amounts.put(name, new BigDecimal(amount)));
        var value = new BigDecimal(accepted);
        return new Told(value.divideToIntegralValue(PRICE), value, of(amounts, "correction"), of(amounts, "held"),
                of(amounts, "onTheWay"), of(amounts, "unknown"), of(amounts, "foreign"), of(amounts, "shadow"),
                of(amounts, "writtenOff"), of(amounts, "refused"), BigDecimal.ZERO, BigDecimal.ZERO,
                of(amounts, "notReported"));
    }

    private static BigDecimal of(Map<String, BigDecimal> amounts, String name) {
        return amounts.getOrDefault(name, BigDecimal.ZERO);
    }

    private static BigDecimal decimal(String text) {
        return text == null || text.isBlank() ? null : new BigDecimal(text);
    }

    private static String text(Difference difference) {
        return String.join(" ", difference.parts().entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue().setScale(Math.max(2,
                        part.getValue().stripTrailingZeros().scale())).toPlainString())
                .sorted().toList());
    }

    private static String sorted(String parts) {
        return parts == null || parts.isBlank() ? "" : String.join(" ", Arrays.stream(parts.split(" ")).sorted().toList());
    }
}
