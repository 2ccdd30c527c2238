package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.metering.HourDecision.Why;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Which hours carry records: one each, some spare, none twice (money.md M-10, M-11). */
class SlotsTest extends HourCase {

    @Test
    @Proves({"M-10", "R-10"})
    void neverUsesASlotTwice() {
        taken.add(NINE);
        var decision = decide(NINE, october("10"));
        assertThat(decision.why()).isEqualTo(Why.TAKEN);
        assertThat(decision.hoursInRow()).as("the hour does carry a record").isEqualTo(1);
    }

    @Test
    @Proves("M-10")
    void neverUsesAnHourBeforeTheAccountsOwnFirst() {
        firstHour = NINE.next();
        assertThat(decide(NINE, october("10")).why()).isEqualTo(Why.NO_SLOT);
    }

    @ParameterizedTest(name = "after {0} hours in a row, one in {1} spare: {2}")
    @CsvSource({
        "4, 6, false",
        "5, 6, true",
        "6, 6, true",
        "0, 1, true",
        "500, 0, false",
        "2, 3, true"
    })
    @Proves("M-11")
    void leavesOneHourInSoManySpare(int inRow, int every, boolean spare) {
        hoursInRow = inRow;
        spareSlotEvery = every;
        var decision = decide(NINE, october("10"));
        assertThat(decision.why()).isEqualTo(spare ? Why.SPARE : Why.UNITS_DUE);
        assertThat(decision.hoursInRow()).isEqualTo(spare ? 0 : inRow + 1);
    }

    @Test
    @Proves("M-11")
    void aSteadyAccountLeavesEverySixthHourFree() {
        firstHour = hour("2026-10-20T00:00:00Z");
        cursor = firstHour.previous();
        var spent = BigDecimal.ZERO;
        var free = new HashSet<Integer>();
        for (int n = 0; n < 24; n++) {
            var hour = firstHour.plus(n);
            spent = spent.add(BigDecimal.TEN);
            var decision = decide(hour, october(spent.toString()));
            settle(hour, decision);
            if (decision.why() == Why.SPARE) {
                free.add(n);
            }
        }
        assertThat(free).containsExactlyInAnyOrder(5, 11, 17, 23);
        assertThat(committed).as("its units went with the next").isEqualByComparingTo("230");
    }

    @Test
    @Proves({"M-11", "R-03"})
    void aRepeatedRunLeavesTheSameHourSpare() {
        for (int n = 1; n <= 5; n++) {
            taken.add(NINE.plus(-n));
        }
        hoursInRow = 5;
        assertThat(decide(NINE, october("10")).why()).isEqualTo(Why.SPARE);
        cursor = NINE;
        hoursInRow = 0;
        var again = decide(NINE, october("20"));
        assertThat(again.why()).isEqualTo(Why.SPARE);
        assertThat(again.hoursInRow()).isZero();
    }

    @Test
    @Proves({"M-11", "R-03"})
    void aRepeatedRunDoesNotForgetTheRow() {
        cursor = NINE;
        hoursInRow = 4;
        taken.add(NINE);
        assertThat(decide(NINE, october("10")).hoursInRow()).isEqualTo(4);
        assertThat(decide(NINE.plus(-3), october("10")).hoursInRow()).isEqualTo(4);
    }

    @Test
    @Proves("M-11")
    void keepsNoSpareHourAtTheEndOfAMonth() {
        hoursInRow = 20;
        cursor = hour("2026-10-31T21:00:00Z");
        var decision = decide(hour("2026-10-31T22:00:00Z"), october("10"));
        assertThat(decision.why()).isEqualTo(Why.UNITS_DUE);
    }

    @Test
    @Proves("R-20")
    void freezesNothingInAnHourTheMarketplaceNoLongerTakes() {
        var decision = decide(NINE, NINE.start().plus(Duration.ofHours(24)), october("10"));
        assertThat(decision.why()).isEqualTo(Why.CLOSED);
    }

    @Test
    @Proves({"M-10", "M-24"})
    void anAccountWithoutAContractUsesTheNewestFreeHourItHad() {
        metered = List.of(stretch(CONTRACT, OCT, NINE.end().plusSeconds(1200), price(OCT, "1")));
        taken.add(NINE);
        var order = decide(NINE.plus(2), october("10")).orders().get(0);
        assertThat(order.hour()).isEqualTo(NINE.previous());
    }

    @Test
    @Proves({"M-12", "M-24"})
    void anOldSlotCarriesNoCostThatBeganAfterIt() {
        metered = List.of(stretch(CONTRACT, OCT, NOV.minusSeconds(1800), price(OCT, "1")));
        cursor = hour("2026-10-31T23:00:00Z");
        var decision = decide(hour("2026-11-01T00:00:00Z"), rollover("10", "50"));
        assertThat(decision.orders())
                .allSatisfy(
                        order -> assertThat(order.hour()).isEqualTo(hour("2026-10-31T22:00:00Z")));
        assertThat(decision.orders())
                .extracting(order -> order.settlement().units())
                .containsExactly(10L);
    }
}
