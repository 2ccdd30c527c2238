package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage of a month is billed with that month as long as AWS takes it. */
@Proves({"M-12", "R-52"})
class MonthEndTest extends Story {

    @ParameterizedTest
    @CsvSource({"2026-04-30, 2026-05-01", "2028-02-29, 2028-03-01", "2026-12-31, 2027-01-01"})
    void lateUnitsOfTheOldMonthGoIntoItsNewestFreeHour(String last, String first) {
        at(last + "T20:30:00Z");
        var contract = seller().contract(last + "T20:00:00Z");
        var subscription = contract.subscription(last + "T00:00:00Z");
        for (var hour : new String[] {"20", "22", "23"}) {
            WorldContract.use(subscription, last + "T" + hour + ":10:00Z", "1.00");
        }
        for (int hour = 20; hour < 24; hour++) {
            meter(last + "T" + hour + ":00:00Z");
        }
        subscription.lateCost("api-calls", Instant.parse(last + "T23:50:00Z"),
                Instant.parse(first + "T00:40:00Z"), new BigDecimal("2.00"));
        WorldContract.use(subscription, first + "T00:30:00Z", "0.50");

        meter(first + "T00:00:00Z");

        var day = last.substring(8);
        assertThat(told(contract)).containsExactly(day + "T20 accepted 100", day + "T21 accepted 200",
                day + "T22 accepted 100", day + "T23 accepted 100", "01T00 accepted 50");
        assertLeft(subscription, "0");
    }

    @Test
    void theOldMonthIsToldUntilHalfAnHourBeforeItsCutOff() {
        at("2026-06-01T05:29:59Z");
        var seller = seller();
        var inTime = seller.contract("2026-05-31T22:00:00Z");
        useAcrossTheBoundary(inTime);
        meter("2026-06-01T04:00:00Z");

        at("2026-06-01T05:30:00Z");
        var tooLate = seller.contract("2026-05-31T22:00:00Z");
        useAcrossTheBoundary(tooLate);
        meter("2026-06-01T04:00:00Z");

        assertThat(told(inTime)).containsExactly("31T23 accepted 300", "01T04 accepted 40");
        assertThat(told(tooLate)).containsExactly("01T04 accepted 340");
    }

    private static void useAcrossTheBoundary(WorldContract contract) {
        var subscription = contract.subscription("2026-05-31T00:00:00Z");
        WorldContract.use(subscription, "2026-05-31T22:30:00Z", "3.00");
        WorldContract.use(subscription, "2026-06-01T03:10:00Z", "0.40");
    }
}
