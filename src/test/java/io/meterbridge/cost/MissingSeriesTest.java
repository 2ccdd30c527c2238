package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** What Orb showed once and does not show now (money.md M-20). */
class MissingSeriesTest {

    private static final Instant OCT = day("2026-10-01");
    private static final Instant NOV = day("2026-11-01");

    @Test
    @Proves("M-20")
    void countsAMissingSeriesAsTheLowerOfBothSums() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(
                                OCT,
                                day("2026-10-03"),
                                usage("calls", "10"),
                                usage("credit", "-4"),
                                usage("new", "1"))));
        var reading =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-02").plusSeconds(3600),
                                OCT,
                                day("2026-10-03"),
                                bucket(OCT, day("2026-10-03"), usage("new", "1"))));
        assertThat(reading.total().net()).as("10 is gone, -4 stays").isEqualByComparingTo("-3");
        assertThat(reading.totalWithMissing().net()).isEqualByComparingTo("7");

        var back =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-02").plusSeconds(7200),
                                OCT,
                                day("2026-10-03"),
                                bucket(
                                        OCT,
                                        day("2026-10-03"),
                                        usage("calls", "11"),
                                        usage("credit", "-4"),
                                        usage("new", "1"))));
        assertThat(back.total().net()).isEqualByComparingTo("8");
        assertThat(back.series()).allSatisfy(series -> assertThat(series.missingSince()).isNull());
    }

    @Test
    @Proves("M-20")
    void remembersSinceWhenASeriesIsMissing() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(OCT, day("2026-10-03"), usage("calls", "10"), usage("new", "1"))));
        for (int hour = 1; hour < 4; hour++) {
            keep(
                    kept,
                    null,
                    reply(
                            day("2026-10-02").plusSeconds(3600L * hour),
                            OCT,
                            day("2026-10-03"),
                            bucket(OCT, day("2026-10-03"), usage("new", "1"))));
        }
        assertThat(kept.open())
                .filteredOn(series -> series.key().priceId().equals("calls"))
                .singleElement()
                .satisfies(
                        series ->
                                assertThat(series.missingSince())
                                        .isEqualTo(day("2026-10-02").plusSeconds(3600)));
    }

    @Test
    @Proves("M-20")
    void doesNotMissASeriesThatEndedBeforeTheWindow() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-05"),
                        OCT,
                        day("2026-10-06"),
                        bucket(OCT, day("2026-10-03"), usage("old-plan", "10")),
                        bucket(day("2026-10-03"), day("2026-10-06"), usage("new-plan", "1"))));
        var reading =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-06"),
                                day("2026-10-05"),
                                day("2026-10-07"),
                                bucket(
                                        day("2026-10-03"),
                                        day("2026-10-07"),
                                        usage("new-plan", "2"))));
        assertThat(reading.total().net()).isEqualByComparingTo("12");
    }

    @Test
    @Proves("R-01")
    void takesDaysBackWhenTheSubscriptionIsEndedInThePast() {
        var kept = new ReadSoFar();
        keep(
                kept,
                null,
                reply(
                        day("2026-10-05"),
                        OCT,
                        day("2026-10-06"),
                        bucket(OCT, day("2026-10-05"), usage("calls", "10")),
                        bucket(OCT, day("2026-10-06"), usage("calls", "12"))));
        var ended =
                keep(
                        kept,
                        null,
                        reply(
                                day("2026-10-05").plusSeconds(3600),
                                OCT,
                                day("2026-10-04"),
                                bucket(OCT, day("2026-10-04"), usage("calls", "8"))));
        assertThat(ended.total().net()).isEqualByComparingTo("8");
        assertThat(ended.series())
                .singleElement()
                .satisfies(series -> assertThat(series.missingSince()).isNull());
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
