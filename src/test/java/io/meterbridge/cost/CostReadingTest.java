package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.NEW_YORK;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.firstTerms;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** What a reading tells about times other than now. */
class CostReadingTest {

    private static final Instant OCT = day("2026-10-01");
    private static final Instant NOV = day("2026-11-01");

    @Test
    @Proves("M-12")
    void leavesOutSeriesThatBeganLater() {
        var answer =
                reply(
                        NOV.plusSeconds(300),
                        OCT,
                        day("2026-11-02"),
                        bucket(OCT, NOV, usage("calls", "10")),
                        bucket(NOV, day("2026-11-02"), usage("calls", "50")));
        var reading = readable(Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV)));
        assertThat(reading.beganBefore(NOV).net()).isEqualByComparingTo("10");
        assertThat(reading.beganBefore(NOV.plusSeconds(1)).net()).isEqualByComparingTo("60");
    }

    @Test
    @Proves("M-12")
    void tellsTheCostAsItStoodAtAMidnight() {
        var reading =
                readable(
                        Readings.read(
                                reply(
                                        day("2026-10-04"),
                                        OCT,
                                        day("2026-10-05"),
                                        bucket(OCT, day("2026-10-02"), usage("calls", "1")),
                                        bucket(OCT, day("2026-10-03"), usage("calls", "3")),
                                        bucket(OCT, day("2026-10-05"), usage("calls", "9"))),
                                firstTerms(CostBasis.TOTAL, OCT, NOV)));
        assertThat(reading.at(day("2026-10-03")).orElseThrow().net()).isEqualByComparingTo("3");
        assertThat(reading.at(day("2026-10-04")).orElseThrow().net()).isEqualByComparingTo("3");
        assertThat(reading.at(OCT).orElseThrow().net()).isZero();
    }

    @Test
    @Proves("M-12")
    void doesNotGuessTheCostOfATimeTheAnswerDoesNotShow() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-05"),
                        OCT,
                        day("2026-10-06"),
                        bucket(OCT, day("2026-10-06"), usage("calls", "12"))));
        var narrow =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-06"),
                                day("2026-10-06"),
                                day("2026-10-07"),
                                bucket(OCT, day("2026-10-07"), usage("calls", "13"))));
        assertThat(narrow.at(day("2026-10-04"))).isEmpty();
    }

    @Test
    @Proves({"M-04", "M-12"})
    void doesNotTakeTheEndOfASealedSeriesForItsMiddle() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        NOV.plusSeconds(14 * 3600),
                        OCT,
                        day("2026-11-02"),
                        bucket(OCT, day("2026-10-15"), usage("calls", "10")),
                        bucket(OCT, NOV, usage("calls", "80")),
                        bucket(NOV, day("2026-11-02"), usage("calls", "1"))));
        assertThat(kept.sealed().net()).isEqualByComparingTo("80");
        var later =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-11-02"),
                                day("2026-11-01"),
                                day("2026-11-03"),
                                bucket(NOV, day("2026-11-02"), usage("calls", "1")),
                                bucket(NOV, day("2026-11-03"), usage("calls", "2"))));
        assertThat(later.at(day("2026-10-15"))).as("only its end is known any more").isEmpty();
        assertThat(later.at(NOV).orElseThrow().net()).isEqualByComparingTo("80");
    }

    @Test
    @Proves("R-01")
    void comparesBoundsAsInstantsOnDaysOf23And25Hours() {
        var spring = day("2026-03-08", NEW_YORK);
        var autumn = day("2026-11-01", NEW_YORK);
        assertThat(LocalDays.plusDays(spring, 1, NEW_YORK))
                .isEqualTo(spring.plusSeconds(23 * 3600));
        assertThat(LocalDays.plusDays(autumn, 1, NEW_YORK))
                .isEqualTo(autumn.plusSeconds(25 * 3600));
        var answer =
                reply(
                        autumn.plusSeconds(24 * 3600),
                        autumn,
                        day("2026-11-02", NEW_YORK),
                        bucket(autumn, day("2026-11-02", NEW_YORK), usage("calls", "3")));
        var reading =
                readable(
                        Readings.read(
                                answer,
                                firstTerms(CostBasis.TOTAL, autumn, day("2026-12-01", NEW_YORK))));
        assertThat(reading.total().net()).isEqualByComparingTo("3");
        assertThat(reading.at(autumn.plusSeconds(24 * 3600)).orElseThrow().net())
                .as("the 25-hour day has not ended")
                .isZero();
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
