package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;

/** Usage is told in the month it belongs to (money.md M-12). */
class RightMonthTest extends HourCase {

    @Test
    @Proves("M-12")
    void theLastHourOfAMonthCarriesNothingOfTheNext() {
        cursor = hour("2026-10-31T22:00:00Z");
        var decision = decide(hour("2026-10-31T23:00:00Z"), rollover("10.5", "50"));
        assertThat(decision.orders())
                .singleElement()
                .satisfies(order -> assertThat(order.settlement().units()).isEqualTo(10));
        assertThat(decision.owed().open()).as("the new month waits").isEqualByComparingTo("50.5");
    }

    @Test
    @Proves("M-12")
    void theFirstRunOfAMonthFirstTellsTheOldOneInItsNewestFreeSlot() {
        cursor = hour("2026-10-31T23:00:00Z");
        taken.add(cursor);
        taken.add(cursor.previous());
        committed = new BigDecimal("10");
        var decision = decide(hour("2026-11-01T00:00:00Z"), rollover("13.5", "50"));
        assertThat(decision.orders()).hasSize(2);
        assertThat(decision.orders().get(0).hour()).isEqualTo(hour("2026-10-31T21:00:00Z"));
        assertThat(decision.orders().get(0).settlement().units()).isEqualTo(3);
        assertThat(decision.orders().get(1).hour()).isEqualTo(hour("2026-11-01T00:00:00Z"));
        assertThat(decision.orders().get(1).settlement().units()).isEqualTo(50);
        assertThat(decision.owed().open()).isEqualByComparingTo("0.5");
    }

    @ParameterizedTest
    @CsvSource({"05:29, 2", "05:30, 1"})
    @Proves("M-12")
    void theOldMonthIsToldUntilHalfAnHourBeforeTheCutoff(String time, int orders) {
        cursor = hour("2026-10-31T20:00:00Z");
        var decision =
                decide(
                        hour("2026-11-01T04:00:00Z"),
                        Instant.parse("2026-11-01T" + time + ":00Z"),
                        rollover("13.5", "50"));
        assertThat(decision.orders()).hasSize(orders);
        assertThat(decision.orders().stream().mapToLong(order -> order.settlement().units()).sum())
                .as("nothing is lost, it only moves to the new month")
                .isEqualTo(63);
    }

    @Test
    @Proves("M-12")
    void theOldMonthNeverTakesMoreThanIsOwedNow() {
        cursor = hour("2026-10-31T23:00:00Z");
        committed = new BigDecimal("10");
        var decision = decide(hour("2026-11-01T00:00:00Z"), rollover("30", "-17"));
        assertThat(decision.orders())
                .singleElement()
                .satisfies(order -> assertThat(order.settlement().units()).isEqualTo(3));
    }

    @Test
    @Proves("M-12")
    void onlyTheFirstRunOfAMonthLooksBack() {
        cursor = hour("2026-11-01T00:00:00Z");
        var decision = decide(hour("2026-11-01T01:00:00Z"), rollover("13", "50"));
        assertThat(decision.orders())
                .extracting(FreezeOrder::hour)
                .containsExactly(hour("2026-11-01T01:00:00Z"));
    }
}
