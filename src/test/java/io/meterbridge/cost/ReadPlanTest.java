package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.NEW_YORK;
import static io.meterbridge.cost.OrbWords.UTC;
import static io.meterbridge.cost.OrbWords.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What Orb is asked for next. */
class ReadPlanTest {

    private static final Instant NOW = Instant.parse("2026-10-20T09:05:00Z");

    @Test
    void asksForAllOfANewSubscriptionUntilTheNextMidnight() {
        var window = plan(UTC, day("2026-10-15")).next(NOW);
        assertThat(window).isEqualTo(new ReadWindow(day("2026-10-15"), day("2026-10-21"), true));
    }

    @Test
    void asksForMidnightsOfTheCustomersZone() {
        var window = plan(NEW_YORK, Instant.parse("2026-10-15T13:00:00Z")).next(NOW);
        assertThat(window.from()).isEqualTo(Instant.parse("2026-10-15T04:00:00Z"));
        assertThat(window.to()).isEqualTo(Instant.parse("2026-10-21T04:00:00Z"));
    }

    @Test
    @Proves({"M-02", "R-07"})
    void beginsWithTheDayThatEndsAtTheBaseline() {
        var plan =
                new ReadPlan(
                        UTC, day("2024-01-01"), null, day("2026-10-15"), List.of(), null, false);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-14"), day("2026-10-21"), true));
    }

    @Test
    @Proves("M-02")
    void readsTheBaselineAgainWithEveryAnswerButNothingBeforeIt() {
        var annual = series(day("2026-01-01"), day("2026-10-21"), day("2027-01-01"), null);
        var plan =
                new ReadPlan(
                        UTC,
                        day("2024-01-01"),
                        null,
                        day("2026-10-15"),
                        List.of(annual),
                        day("2026-10-21"),
                        false);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-14"), day("2026-10-21"), true));
    }

    @Test
    @Proves({"M-02", "R-07"})
    void asksForTodayWhenTheBaselineLiesInTheFuture() {
        var plan =
                new ReadPlan(
                        UTC, day("2024-01-01"), null, day("2026-12-01"), List.of(), null, false);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-20"), day("2026-10-21"), true));
    }

    @Test
    @Proves("M-19")
    void goesBackToTheOldestOpenSeries() {
        var old = series(day("2026-09-01"), day("2026-10-01"), day("2026-10-01"), null);
        var running = series(day("2026-10-01"), day("2026-10-21"), day("2026-11-01"), null);
        var plan =
                new ReadPlan(
                        UTC,
                        day("2026-08-01"),
                        null,
                        null,
                        List.of(old, running),
                        day("2026-10-21"),
                        false);
        assertThat(plan.next(NOW).from()).isEqualTo(day("2026-09-01"));
    }

    @Test
    @Proves("R-01")
    void readsALongHistoryWindowByWindowAndSettlesOnTheLastOnly() {
        var windows = new ArrayList<ReadWindow>();
        Instant readTo = null;
        do {
            var plan = new ReadPlan(UTC, day("2026-01-10"), null, null, List.of(), readTo, false);
            windows.add(plan.next(NOW));
            readTo = windows.get(windows.size() - 1).to();
        } while (!windows.get(windows.size() - 1).settles());

        assertThat(windows.get(0).from()).isEqualTo(day("2026-01-10"));
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).from())
                    .as("no day is left out")
                    .isBeforeOrEqualTo(windows.get(i - 1).to());
            assertThat(windows.get(i).to()).as("it goes on").isAfter(windows.get(i - 1).to());
        }
        assertThat(windows)
                .allSatisfy(
                        w ->
                                assertThat(Duration.between(w.from(), w.to()).toDays())
                                        .isLessThanOrEqualTo(62));
        assertThat(windows.get(windows.size() - 1).to()).isEqualTo(day("2026-10-21"));
    }

    @Test
    void readsOnlyTheLastDaysOfAnAnnualPeriod() {
        var annual = series(day("2026-01-01"), day("2026-10-20"), day("2027-01-01"), null);
        var plan =
                new ReadPlan(
                        UTC,
                        day("2026-01-01"),
                        null,
                        null,
                        List.of(annual),
                        day("2026-10-20"),
                        false);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-19"), day("2026-10-21"), true));
    }

    @Test
    @Proves("M-19")
    void looksAtAMonthThatJustEndedBesideAnAnnualPeriodUntilItIsSealed() {
        var now = Instant.parse("2026-10-03T09:05:00Z");
        var annual = series(day("2026-01-01"), day("2026-10-03"), day("2027-01-01"), null);
        var month = series(day("2026-09-01"), day("2026-10-01"), day("2026-10-01"), null);
        var plan =
                new ReadPlan(
                        UTC,
                        day("2026-01-01"),
                        null,
                        null,
                        List.of(annual, month),
                        day("2026-10-03"),
                        false);
        assertThat(plan.next(now))
                .isEqualTo(new ReadWindow(day("2026-09-30"), day("2026-10-04"), true));
    }

    @Test
    @Proves("M-20")
    void searchesForAMissingSeriesForADayAsFarBackAsAWindowReaches() {
        var annual = series(day("2026-01-01"), day("2026-10-21"), day("2027-01-01"), null);
        var gone =
                series(
                        day("2026-01-01"),
                        day("2026-10-21"),
                        day("2027-01-01"),
                        NOW.minusSeconds(3600));
        var plan =
                new ReadPlan(
                        UTC,
                        day("2026-01-01"),
                        null,
                        null,
                        List.of(annual, gone),
                        day("2026-10-21"),
                        false);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-08-20"), day("2026-10-21"), true));
        assertThat(plan.next(NOW.plus(Duration.ofHours(23))).from())
                .as("taken back for good")
                .isEqualTo(day("2026-10-20"));
    }

    @Test
    void readsDayByDayWhatOrbRefusedAsTooLarge() {
        var running = series(day("2026-10-01"), day("2026-10-21"), day("2026-11-01"), null);
        var plan =
                new ReadPlan(
                        UTC,
                        day("2026-10-01"),
                        null,
                        null,
                        List.of(running),
                        day("2026-10-21"),
                        true);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-20"), day("2026-10-21"), true));

        var behind =
                new ReadPlan(
                        UTC,
                        day("2026-10-01"),
                        null,
                        null,
                        List.of(running),
                        day("2026-10-11"),
                        true);
        assertThat(behind.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-10"), day("2026-10-13"), false));
    }

    @Test
    void readsAnEndedSubscriptionUntilTheMidnightAfterItsEnd() {
        var ended = Instant.parse("2026-10-18T15:00:00Z");
        var plan = new ReadPlan(UTC, day("2026-10-01"), ended, null, List.of(), null, false);
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-10-01"), day("2026-10-19"), true));
        var longAgo =
                new ReadPlan(
                        UTC, day("2026-10-01"), ended, null, List.of(), day("2026-10-19"), false);
        assertThat(longAgo.next(NOW.plus(Duration.ofDays(90))))
                .isEqualTo(new ReadWindow(day("2026-10-18"), day("2026-10-19"), true));
    }

    @Test
    void asksForTheFirstDayOfAnUpcomingSubscription() {
        var plan = plan(UTC, Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(plan.next(NOW))
                .isEqualTo(new ReadWindow(day("2026-12-01"), day("2026-12-02"), true));
    }

    @Test
    void asksForWholeLocalDaysWhenTheClocksChange() {
        for (var now = Instant.parse("2026-10-31T04:05:00Z");
                now.isBefore(Instant.parse("2026-11-03T12:00:00Z"));
                now = now.plus(Duration.ofHours(1))) {
            var window = plan(NEW_YORK, day("2026-10-01", NEW_YORK)).next(now);
            assertThat(window.to()).isAfter(now);
            assertThat(window.to().atZone(NEW_YORK).getHour()).isZero();
            assertThat(window.from().atZone(NEW_YORK).getHour()).isZero();
            assertThat(Duration.between(now, window.to()))
                    .isLessThanOrEqualTo(Duration.ofHours(25));
        }
    }

    private static ReadPlan plan(ZoneId zone, Instant subscriptionStart) {
        return new ReadPlan(zone, subscriptionStart, null, null, List.of(), null, false);
    }

    private static Series series(
            Instant start, Instant lastEnd, Instant periodEnd, Instant missingSince) {
        return new Series(
                new SeriesKey(start, "price-of-" + missingSince),
                BigDecimal.TEN,
                BigDecimal.ZERO,
                lastEnd,
                periodEnd,
                missingSince);
    }
}
