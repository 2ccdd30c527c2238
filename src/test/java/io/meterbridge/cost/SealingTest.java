package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

/** When a period's cost can no longer change (money.md M-19). */
class SealingTest {

    private static final Instant OCT = day("2026-10-01");
    private static final Instant NOV = day("2026-11-01");
    private static final Instant DEC = day("2026-12-01");

    private final ReadSoFar kept = new ReadSoFar();

    @BeforeEach
    void readTheOldPeriod() {
        read(NOV.minusSeconds(3300), OCT, NOV, bucket(OCT, NOV, usage("calls", "122.25")));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "11, false", "12, false", "13, true", "30, true"})
    @Proves("M-19")
    void isSealedByAReadingAfterPeriodEndGraceAndAnHour(int hoursAfterPeriodEnd, boolean sealed) {
        var readAt = NOV.plus(Duration.ofHours(hoursAfterPeriodEnd));
        var reading = readBoth(readAt, "122.25", "0.876");
        assertThat(reading.total().net()).isEqualByComparingTo("123.126");
        assertThat(kept.sealedKeys()).hasSize(sealed ? 1 : 0);
        assertThat(kept.sealed().net()).isEqualByComparingTo(sealed ? "122.25" : "0");
    }

    @Test
    @Proves("M-19")
    void takesLateEventsOfTheOldPeriodUntilThen() {
        readBoth(NOV.plus(Duration.ofHours(1)), "122.25", "0.876");
        var late = readBoth(NOV.plus(Duration.ofHours(6)), "123.00", "0.876");
        assertThat(late.total().net()).isEqualByComparingTo("123.876");
    }

    @Test
    @Proves("M-19")
    void isNotSealedByTheClockAlone() {
        read(
                NOV.plus(Duration.ofHours(20)),
                NOV,
                day("2026-11-02"),
                bucket(NOV, day("2026-11-02"), usage("calls", "0.876")));
        assertThat(kept.sealedKeys()).as("the answer did not show the old period").isEmpty();
        var shown = readBoth(NOV.plus(Duration.ofHours(21)), "124.00", "0.9");
        assertThat(shown.total().net()).isEqualByComparingTo("124.9");
        assertThat(kept.sealed().net()).isEqualByComparingTo("124.00");
    }

    @Test
    @Proves("M-19")
    void ignoresWhatOrbSaysOfASealedSeries() {
        readBoth(NOV.plus(Duration.ofHours(13)), "122.25", "1");
        var audited = readBoth(NOV.plus(Duration.ofHours(14)), "500", "1");
        assertThat(audited.total().net()).isEqualByComparingTo("123.25");
    }

    @Test
    @Proves({"M-19", "M-20"})
    void isNotSealedWhileItIsMissing() {
        read(
                NOV.plus(Duration.ofHours(20)),
                OCT,
                day("2026-11-02"),
                bucket(NOV, day("2026-11-02"), usage("calls", "1")));
        assertThat(kept.sealedKeys()).isEmpty();
    }

    @Test
    @Proves("M-19")
    void aPlanChangeInsideThePeriodKeepsItsFirstPartOpenUntilThePeriodIsOver() {
        var changed = new ReadSoFar();
        var answer =
                reply(
                        day("2026-10-20"),
                        OCT,
                        day("2026-10-21"),
                        bucket(OCT, day("2026-10-03"), usage("calls", "10")),
                        bucket(day("2026-10-03"), day("2026-10-21"), usage("calls-b", "20")));
        var reading =
                readable(
                        Readings.read(
                                answer, changed.terms(CostBasis.TOTAL, null, OCT, NOV, GRACE)));
        assertThat(reading.finalSeries()).isEmpty();
    }

    @Test
    @Proves("M-19")
    void aPeriodThatWasNotToldYetIsNotSealedWithTheOneBefore() {
        readBoth(NOV.plus(Duration.ofHours(14)), "122.25", "1");
        assertThat(kept.sealedKeys()).containsExactly(new SeriesKey(OCT, "calls"));
        assertThat(kept.open())
                .singleElement()
                .satisfies(series -> assertThat(series.periodEnd()).isAfterOrEqualTo(DEC));
    }

    @Test
    @Proves("M-19")
    void anEndedSubscriptionWithoutAPeriodIsSealedAfterItsLastBucket() {
        var ended = new ReadSoFar();
        var answer =
                reply(
                        day("2026-10-21").plus(Duration.ofHours(13)),
                        OCT,
                        day("2026-10-21"),
                        bucket(OCT, day("2026-10-21"), usage("calls", "10")));
        var reading =
                readable(
                        Readings.read(
                                answer, ended.terms(CostBasis.TOTAL, null, null, null, GRACE)));
        assertThat(reading.finalSeries()).hasSize(1);
    }

    private CostReading readBoth(Instant readAt, String oldPeriod, String newPeriod) {
        return read(
                readAt,
                OCT,
                day("2026-11-02"),
                bucket(OCT, NOV, usage("calls", oldPeriod)),
                bucket(NOV, day("2026-11-02"), usage("calls", newPeriod)));
    }

    /** The subscription itself was last read in October: November is not told yet. */
    private CostReading read(Instant readAt, Instant from, Instant to, CostBucket... buckets) {
        var reading =
                readable(
                        Readings.read(
                                reply(readAt, from, to, buckets),
                                kept.terms(CostBasis.TOTAL, null, OCT, NOV, GRACE)));
        kept.keep(reading, to);
        return reading;
    }
}
