package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.NEW_YORK;
import static io.meterbridge.cost.OrbWords.UTC;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;

/** Where billing of a subscription begins (money.md M-02), and what that leaves out. */
class BaselineTest {

    private static final Instant MARCH = day("2026-03-01");

    @ParameterizedTest(name = "{4} start {0}, contract {1}, subscription {2}: {3}")
    @CsvSource({
        // the subscription begins with the contract or after it: all of it counts
        "2026-01-01T00:00:00Z, 2026-03-10T10:20:00Z, 2026-03-10T00:00:00Z, , UTC",
        "2026-01-01T00:00:00Z, 2026-03-10T10:20:00Z, 2026-03-12T00:00:00Z, , UTC",
        "2026-01-01T00:00:00Z, 2026-03-10T02:00:00Z, 2026-03-09T05:00:00Z, , America/New_York",
        // it is older: the first midnight not before both start date and contract
        "2026-01-01T00:00:00Z, 2026-03-10T10:20:00Z, 2026-03-09T00:00:00Z, 2026-03-11T00:00:00Z,"
                + " UTC",
        "2026-01-01T00:00:00Z, 2026-03-10T00:00:00Z, 2026-02-01T00:00:00Z, 2026-03-10T00:00:00Z,"
                + " UTC",
        "2026-03-15T00:00:00Z, 2026-03-10T10:20:00Z, 2026-02-01T00:00:00Z, 2026-03-15T00:00:00Z,"
                + " UTC",
        "2026-03-15T00:00:00Z, 2026-03-10T10:20:00Z, 2026-02-01T00:00:00Z, 2026-03-15T04:00:00Z,"
                + " America/New_York",
        // it begins on the start date's local day but hours before the start date itself
        "2026-03-10T00:00:00Z, 2026-03-09T10:00:00Z, 2026-03-09T04:00:00Z, 2026-03-10T04:00:00Z,"
                + " America/New_York",
        "2026-03-10T12:00:00Z, 2026-03-10T01:00:00Z, 2026-03-10T06:00:00Z, 2026-03-11T00:00:00Z,"
                + " UTC",
        // the start date lies after the contract; the subscription begins between them
        "2026-03-15T00:00:00Z, 2026-03-10T00:00:00Z, 2026-03-12T00:00:00Z, 2026-03-15T00:00:00Z,"
                + " UTC",
        // and after both
        "2026-03-15T00:00:00Z, 2026-03-10T00:00:00Z, 2026-03-15T00:00:00Z, , UTC",
    })
    @Proves({"M-02", "R-07"})
    void begins(
            Instant startDate,
            Instant contract,
            Instant subscription,
            Instant expected,
            ZoneId zone) {
        assertThat(Baseline.at(zone, startDate, contract, subscription)).isEqualTo(expected);
    }

    @Test
    @Proves({"M-02", "R-07"})
    void isTheDayBucketAtItsInstant() {
        var reading = read(new ReadSoFar(), day("2026-03-11"), "40", "47.5", "50");
        assertThat(reading.total().gross()).isEqualByComparingTo("50");
        assertThat(reading.total().baseline()).isEqualByComparingTo("47.5");
        assertThat(reading.total().net()).isEqualByComparingTo("2.5");
    }

    @Test
    @Proves("M-02")
    void aBackdatedDiscountMovesBaselineAndCost() {
        var kept = new ReadSoFar();
        read(kept, day("2026-03-11"), "40", "47.5", "50");
        var discounted = read(kept, day("2026-03-11"), "36", "42.75", "45");
        assertThat(discounted.total().baseline()).isEqualByComparingTo("42.75");
        assertThat(discounted.total().net()).isEqualByComparingTo("2.25");
    }

    @Test
    @Proves({"M-02", "R-07"})
    void nothingCountsBeforeABaselineInTheFuture() {
        var reading = read(new ReadSoFar(), day("2026-04-20"), "40", "47.5", "50");
        assertThat(reading.total().net()).isZero();
    }

    @Test
    @Proves({"M-02", "R-07"})
    void aSeriesThatEndedBeforeTheBaselineCountsNothing() {
        var kept = new ReadSoFar();
        var answer =
                reply(
                        day("2026-03-11"),
                        MARCH,
                        day("2026-03-12"),
                        bucket(MARCH, day("2026-03-05"), usage("old-plan", "99")),
                        bucket(day("2026-03-05"), day("2026-03-11"), usage("new-plan", "10")),
                        bucket(day("2026-03-05"), day("2026-03-12"), usage("new-plan", "12")));
        var reading =
                readable(
                        Readings.read(
                                answer,
                                kept.terms(
                                        CostBasis.TOTAL,
                                        day("2026-03-11"),
                                        MARCH,
                                        day("2026-04-01"),
                                        GRACE)));
        assertThat(reading.total().net()).isEqualByComparingTo("2");
    }

    @Test
    @Proves("M-02")
    void aSeriesThatBeganAtTheBaselineCountsInFull() {
        var kept = new ReadSoFar();
        var answer =
                reply(
                        day("2026-04-01"),
                        MARCH,
                        day("2026-04-02"),
                        bucket(MARCH, day("2026-04-01"), usage("calls", "99")),
                        bucket(day("2026-04-01"), day("2026-04-02"), usage("calls", "3")));
        var reading =
                readable(
                        Readings.read(
                                answer,
                                kept.terms(
                                        CostBasis.TOTAL,
                                        day("2026-04-01"),
                                        MARCH,
                                        day("2026-04-01"),
                                        GRACE)));
        assertThat(reading.total().net()).isEqualByComparingTo("3");
    }

    @Test
    @Proves("M-02")
    void isKeptWhenTheWindowNoLongerReachesIt() {
        var kept = new ReadSoFar();
        read(kept, day("2026-03-11"), "40", "47.5", "50");
        var answer =
                reply(
                        day("2026-03-20"),
                        day("2026-03-20"),
                        day("2026-03-21"),
                        bucket(MARCH, day("2026-03-21"), usage("calls", "80")));
        var reading =
                readable(
                        Readings.read(
                                answer,
                                kept.terms(
                                        CostBasis.TOTAL,
                                        day("2026-03-11"),
                                        MARCH,
                                        day("2026-04-01"),
                                        GRACE)));
        assertThat(reading.total().net()).isEqualByComparingTo("32.5");
    }

    @Test
    @Proves("M-02")
    void isTheSameWhetherItsPeriodIsSealedOrNot() {
        var kept = new ReadSoFar();
        var at = day("2026-03-11");
        var sealing =
                reply(
                        Instant.parse("2026-04-01T13:00:00Z"),
                        MARCH,
                        day("2026-04-02"),
                        bucket(MARCH, at, usage("calls", "40")),
                        bucket(MARCH, day("2026-04-01"), usage("calls", "90")),
                        bucket(day("2026-04-01"), day("2026-04-02"), usage("calls", "1")));
        var reading =
                readable(
                        Readings.read(
                                sealing,
                                kept.terms(
                                        CostBasis.TOTAL,
                                        at,
                                        day("2026-04-01"),
                                        day("2026-05-01"),
                                        GRACE)));
        kept.keep(reading, sealing.to());
        assertThat(reading.total().net()).isEqualByComparingTo("51");
        assertThat(kept.sealed()).isEqualTo(new Cost(OrbWords.money("90"), OrbWords.money("40")));
    }

    @Test
    void localMidnightsAreThoseOfTheZone() {
        var noon = Instant.parse("2026-03-08T12:00:00Z");
        assertThat(LocalDays.midnightNotAfter(noon, NEW_YORK))
                .isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
        assertThat(LocalDays.midnightAfter(noon, NEW_YORK))
                .isEqualTo(Instant.parse("2026-03-09T04:00:00Z"));
        assertThat(LocalDays.midnightNotBefore(day("2026-03-08"), UTC))
                .isEqualTo(day("2026-03-08"));
        assertThat(LocalDays.midnightAfter(day("2026-03-08"), UTC)).isEqualTo(day("2026-03-09"));
    }

    /** Three running totals of March: at the 10th, at the 11th and now. */
    private static CostReading read(
            ReadSoFar kept, Instant baselineAt, String tenth, String eleventh, String now) {
        var answer =
                reply(
                        day("2026-03-11").plusSeconds(3900),
                        MARCH,
                        day("2026-03-12"),
                        bucket(MARCH, day("2026-03-10"), usage("calls", tenth)),
                        bucket(MARCH, day("2026-03-11"), usage("calls", eleventh)),
                        bucket(MARCH, day("2026-03-12"), usage("calls", now)));
        var reading =
                readable(
                        Readings.read(
                                answer,
                                kept.terms(
                                        CostBasis.TOTAL,
                                        baselineAt,
                                        MARCH,
                                        day("2026-04-01"),
                                        GRACE)));
        kept.keep(reading, answer.to());
        return reading;
    }
}
