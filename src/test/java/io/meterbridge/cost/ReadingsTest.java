package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.bare;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.firstTerms;
import static io.meterbridge.cost.OrbWords.fixedFee;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What one answer of Orb comes to, on top of what is known. */
class ReadingsTest {

    private static final Instant OCT = day("2026-10-01");
    private static final Instant NOV = day("2026-11-01");

    @Test
    @Proves("R-01")
    void sumsSeveralSeriesOfOnePeriodAsInTheWorkedExample() {
        var reading =
                readable(Readings.read(workedExample(), firstTerms(CostBasis.TOTAL, OCT, NOV)));
        assertThat(reading.total().net()).isEqualByComparingTo("548.635");
    }

    @Test
    @Proves("R-01")
    void doesNotCareInWhichOrderBucketsCome() {
        var buckets =
                new ArrayList<>(
                        List.of(
                                bucket(OCT, day("2026-10-02"), usage("calls", "1")),
                                bucket(OCT, day("2026-10-03"), usage("calls", "2.5")),
                                bucket(OCT, day("2026-10-04"), usage("calls", "2.5")),
                                bucket(day("2026-10-03"), day("2026-10-04"), usage("calls-b", "7")),
                                bucket(
                                        day("2026-10-03"),
                                        day("2026-10-05"),
                                        usage("calls-b", "9"))));
        var random = new Random(7);
        for (int turn = 0; turn < 50; turn++) {
            Collections.shuffle(buckets, random);
            var shuffled = new CostReply(day("2026-10-04"), OCT, day("2026-10-05"), buckets);
            var reading = readable(Readings.read(shuffled, firstTerms(CostBasis.TOTAL, OCT, NOV)));
            assertThat(reading.total().net()).isEqualByComparingTo("11.5");
        }
    }

    @ParameterizedTest
    @CsvSource({"TOTAL, 325.5", "SUBTOTAL, 335.5", "USAGE, 55.5"})
    @Proves("M-04")
    void billsTheFigureTheListingChose(CostBasis basis, String expected) {
        var answer =
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(
                                OCT,
                                day("2026-10-03"),
                                usage("calls", "65.5", "55.5"),
                                fixedFee("platform", "270")));
        assertThat(readable(Readings.read(answer, firstTerms(basis, OCT, NOV))).total().net())
                .isEqualByComparingTo(expected);
    }

    @Test
    @Proves("R-01")
    void countsMoneyOnceWhenItsPricesShowLater() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bare(OCT, day("2026-10-03"), "10", "10")));
        var reading =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-02").plusSeconds(3600),
                                OCT,
                                day("2026-10-03"),
                                bucket(OCT, day("2026-10-03"), usage("calls", "10"))));
        assertThat(reading.total().net()).isEqualByComparingTo("10");
        assertThat(reading.series())
                .allSatisfy(series -> assertThat(series.missingSince()).isNull());
    }

    @Test
    @Proves("R-01")
    void addsTwoRowsOfOnePriceInOneBucket() {
        var answer =
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(OCT, day("2026-10-03"), usage("calls", "3"), usage("calls", "4")));
        assertThat(
                        readable(Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV)))
                                .total()
                                .net())
                .isEqualByComparingTo("7");
    }

    @Test
    @Proves("R-01")
    void keepsTheLastValueOfAPriceThatLaterBucketsNoLongerRepeat() {
        var answer =
                reply(
                        day("2026-10-03"),
                        OCT,
                        day("2026-10-04"),
                        bucket(OCT, day("2026-10-02"), usage("old", "5"), usage("kept", "1")),
                        bucket(OCT, day("2026-10-03"), usage("kept", "2")));
        assertThat(
                        readable(Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV)))
                                .total()
                                .net())
                .isEqualByComparingTo("7");
    }

    @Test
    @Proves("R-01")
    void countsAnnualAndMonthlySeriesSideBySide() {
        var year = day("2026-01-01");
        var answer =
                reply(
                        day("2026-10-02"),
                        day("2026-10-01"),
                        day("2026-10-03"),
                        bucket(year, day("2026-10-02"), fixedFee("support", "1200")),
                        bucket(year, day("2026-10-03"), fixedFee("support", "1200")),
                        bucket(OCT, day("2026-10-02"), usage("calls", "3")),
                        bucket(OCT, day("2026-10-03"), usage("calls", "4")));
        assertThat(
                        readable(Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV)))
                                .total()
                                .net())
                .isEqualByComparingTo("1204");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.123456789012345678901234567890",
                "-0",
                "0E-12",
                "1E+3",
                "-12.5",
                "999999999999999999999999999999.1"
            })
    @Proves("R-06")
    void keepsEveryDigit(String digits) {
        var answer =
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(OCT, day("2026-10-03"), usage("calls", digits)));
        assertThat(
                        readable(Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV)))
                                .total()
                                .net())
                .isEqualByComparingTo(new BigDecimal(digits));
    }

    @Test
    @Proves("R-04")
    void letsTheCostFall() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(OCT, day("2026-10-03"), usage("calls", "121.50"))));
        var fallen =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-02").plusSeconds(3600),
                                OCT,
                                day("2026-10-03"),
                                bucket(OCT, day("2026-10-03"), usage("calls", "118.00"))));
        assertThat(fallen.total().net()).isEqualByComparingTo("118");
    }

    private static CostReply workedExample() {
        return reply(
                Instant.parse("2026-10-03T09:05:00Z"),
                day("2026-10-02"),
                day("2026-10-04"),
                new CostBucket(
                        OCT,
                        day("2026-10-03"),
                        new BigDecimal("418.40"),
                        new BigDecimal("412.765"),
                        List.of(
                                usage("Kf2aPq81LmZx0TwE", "362.05"),
                                usage("Rb3cYt65NvQs8UhG", "56.35", "50.715"))),
                bucket(day("2026-10-03"), day("2026-10-04"), usage("Df9sJw27EgBk4XoC", "135.87")));
    }

    private static CostReading keep(ReadSoFar kept, Instant baselineAt, CostReply answer) {
        var reading =
                readable(
                        Readings.read(
                                answer, kept.terms(CostBasis.TOTAL, baselineAt, OCT, NOV, GRACE)));
        kept.keep(reading, answer.to());
        return reading;
    }
}
