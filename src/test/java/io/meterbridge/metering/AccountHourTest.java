package io.meterbridge.metering;

import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.cost.ReadSoFar;
import io.meterbridge.metering.HourDecision.Why;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Which units go out in which hour, and at which price. */
class AccountHourTest extends HourCase {

    @Test
    @Proves({"M-03", "R-02"})
    void freezesTheWholeUnitsInTheHourThatIsOver() {
        committed = new BigDecimal("100");
        var decision = decide(NINE, october("107.25"));
        assertThat(decision.why()).isEqualTo(Why.UNITS_DUE);
        assertThat(decision.orders())
                .singleElement()
                .satisfies(
                        order -> {
                            assertThat(order.contractId()).isEqualTo(CONTRACT);
                            assertThat(order.hour()).isEqualTo(NINE);
                            assertThat(order.settlement().units()).isEqualTo(7);
                            assertThat(order.owed().committed())
                                    .as("the sum before it")
                                    .isEqualByComparingTo("100");
                        });
        assertThat(decision.owed().open()).isEqualByComparingTo("0.25");
        assertThat(decision.hoursInRow()).isEqualTo(1);
    }

    @Test
    @Proves("M-03")
    void freezesNothingForLessThanAUnit() {
        var decision = decide(NINE, october("0.99"));
        assertThat(decision.why()).isEqualTo(Why.NOTHING_DUE);
        assertThat(decision.orders()).isEmpty();
        assertThat(decision.owed().open()).isEqualByComparingTo("0.99");
    }

    @Test
    @Proves({"M-03", "R-04"})
    void freezesNothingWhileMoreWasBilledThanOrbSays() {
        committed = new BigDecimal("121.5");
        var decision = decide(NINE, october("118"));
        assertThat(decision.why()).isEqualTo(Why.OVERBILLED);
        assertThat(decision.owed().open()).isEqualByComparingTo("-3.5");
    }

    @Test
    void freezesNothingWhileTheAccountIsHaltedButKnowsItsCost() {
        halted = true;
        var decision = decide(NINE, october("50"));
        assertThat(decision.why()).isEqualTo(Why.HALTED);
        assertThat(decision.orders()).isEmpty();
        assertThat(decision.owed().open()).isEqualByComparingTo("50");
    }

    @Test
    @Proves("M-04")
    void billsOnlyWhatIncludedAmountsDidNotPay() {
        included = new BigDecimal("40");
        assertThat(decide(NINE, october("50")).orders().get(0).settlement().units()).isEqualTo(10);
    }

    @Test
    @Proves("M-22")
    void aFallOfCostEatsUpWhatWasForgiven() {
        committed = new BigDecimal("90");
        writtenOff = new BigDecimal("10");
        assertThat(decide(NINE, october("100")).owed().writtenOff()).isEqualByComparingTo("10");
        var fallen = decide(NINE, october("94"));
        assertThat(fallen.owed().writtenOff()).isEqualByComparingTo("4");
        assertThat(fallen.owed().open()).isZero();
    }

    @Test
    @Proves({"M-20", "M-22"})
    void aMissingSeriesEatsUpNothing() {
        committed = new BigDecimal("90");
        writtenOff = new BigDecimal("10");
        var kept = new ReadSoFar();
        readAndKeep(
                kept,
                reply(
                        at(NINE),
                        OCT,
                        day("2026-10-21"),
                        bucket(
                                OCT,
                                day("2026-10-21"),
                                usage("calls", "60"),
                                usage("storage", "40"))));
        var missing =
                readAndKeep(
                        kept,
                        reply(
                                at(NINE).plusSeconds(60),
                                OCT,
                                day("2026-10-21"),
                                bucket(OCT, day("2026-10-21"), usage("calls", "60"))));
        var decision = decide(NINE, missing);
        assertThat(decision.owed().writtenOff())
                .as("it may be back in an hour")
                .isEqualByComparingTo("10");
        assertThat(decision.orders()).isEmpty();
    }

    @Test
    @Proves("M-22")
    void aRunOfAnOlderHourEatsUpNothing() {
        committed = new BigDecimal("30");
        writtenOff = new BigDecimal("20");
        cursor = hour("2026-11-01T05:00:00Z");
        var decision =
                decide(
                        hour("2026-10-31T22:00:00Z"),
                        NOV.plus(Duration.ofHours(5)),
                        rollover("10", "40"));
        assertThat(decision.owed().writtenOff()).isEqualByComparingTo("20");
        assertThat(decision.why())
                .as("nothing is over-billed by the whole sum")
                .isEqualTo(Why.NOTHING_DUE);
    }

    @Test
    @Proves({"M-08", "R-05"})
    void takesThePriceOfTheSlotsHour() {
        metered = List.of(stretch(CONTRACT, OCT, null, price(OCT, "1"), price(NINE.end(), "2")));
        var order = decide(NINE, october("10")).orders().get(0);
        assertThat(order.price().unitPrice()).isEqualByComparingTo("1");
        assertThat(decide(NINE.next(), october("10")).orders().get(0).settlement().units())
                .isEqualTo(5);
    }

    @Test
    @Proves("M-08")
    void leavesAnHourFreeInWhichThePriceChanged() {
        metered =
                List.of(
                        stretch(
                                CONTRACT,
                                OCT,
                                null,
                                price(OCT, "1"),
                                price(NINE.start().plusSeconds(1800), "2")));
        var decision = decide(NINE, october("10"));
        assertThat(decision.why()).isEqualTo(Why.NO_SLOT);
        assertThat(decision.orders()).isEmpty();
    }

    @Test
    @Proves({"M-01", "M-08"})
    void goesOnUnderTheSuccessorWithoutBillingTwice() {
        var renewal = NINE.start().plusSeconds(1800);
        metered =
                List.of(
                        stretch(CONTRACT, OCT, renewal, price(OCT, "1")),
                        stretch(SUCCESSOR, renewal, null, price(OCT, "4")));
        committed = new BigDecimal("11990");
        assertThat(decide(NINE, october("12000")).why())
                .as("two licences in one hour")
                .isEqualTo(Why.NO_SLOT);
        cursor = NINE;
        var order = decide(NINE.next(), october("12000")).orders().get(0);
        assertThat(order.contractId()).isEqualTo(SUCCESSOR);
        assertThat(order.settlement().units()).isEqualTo(2);
        assertThat(order.settlement().left()).isEqualByComparingTo("2");
    }

    /** The sequence of reference 12.6, hour by hour. */
    @Test
    @Proves({"R-01", "R-02", "R-03", "R-04"})
    void billsTheWorkedSequenceExactly() {
        metered = List.of(stretch(CONTRACT, OCT, null, price(OCT, "0.01")));
        spareSlotEvery = 0;
        var hour = hour("2026-11-01T00:00:00Z");
        cursor = hour.previous();
        String[][] steps = {
            {"120.004", "0", "12000", "0.004"},
            {"121.50", "0", "150", "0"},
            {"118.00", "0", "0", "-3.5"},
            {"122.25", "0", "75", "0"},
            {"122.25", "0.876", "87", "0.006"},
            {"123.00", "0.876", "75", "0.006"},
        };
        for (var step : steps) {
            var decision = decide(hour, at(hour), rollover(step[0], step[1]));
            var units =
                    decision.orders().stream().mapToLong(order -> order.settlement().units()).sum();
            assertThat(units).as(step[0]).isEqualTo(Long.parseLong(step[2]));
            assertThat(decision.owed().open()).isEqualByComparingTo(step[3]);
            settle(hour, decision);
            hour = hour.next();
        }
    }
}
