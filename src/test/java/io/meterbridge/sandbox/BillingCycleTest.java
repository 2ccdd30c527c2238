package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class BillingCycleTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void periodsTurnOverAtTheMonthsLastDayWhereItIsShorter() {
        var cycle = cycle("Etc/UTC", 31, "2027-12-31T00:00:00Z", null);

        assertThat(cycle.begunBy(at("2028-04-30T00:00:00Z")))
                .extracting(period -> period.start().toString())
                .containsExactly("2027-12-31T00:00:00Z", "2028-01-31T00:00:00Z",
                        "2028-02-29T00:00:00Z", "2028-03-31T00:00:00Z", "2028-04-30T00:00:00Z");
    }

    @Test
    void theFirstPeriodBeginsWithTheSubscriptionAndTheLastEndsWithIt() {
        var cycle = cycle("Etc/UTC", 1, "2026-10-10T09:30:00Z", "2026-11-05T12:00:00Z");

        var periods = cycle.overlapping(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));

        assertThat(periods).extracting(period -> period.start() + " " + period.end())
                .containsExactly("2026-10-10T09:30:00Z 2026-11-01T00:00:00Z",
                        "2026-11-01T00:00:00Z 2026-11-05T12:00:00Z");
    }

    @Test
    void aWindowMeetsOnlyThePeriodsThatItSharesTimeWith() {
        var cycle = cycle("America/New_York", 15, "2026-01-15T05:00:00Z", null);

        assertThat(cycle.overlapping(at("2026-03-15T04:00:00Z"), at("2026-04-15T04:00:00Z")))
                .singleElement().satisfies(period -> {
                    assertThat(period.start()).isEqualTo("2026-03-15T04:00:00Z");
                    assertThat(period.contains(at("2026-04-15T03:59:59Z"))).isTrue();
                    assertThat(period.contains(period.end())).isFalse();
                });
    }

    @Test
    void daysEndAtLocalMidnightAlsoWhenTheClockChanges() {
        var cycle = new BillingCycle(NEW_YORK, 1, at("2026-01-01T05:00:00Z"), null);

        assertThat(cycle.nextMidnight(at("2026-03-08T05:00:00Z")))
                .isEqualTo("2026-03-09T04:00:00Z");
        assertThat(cycle.nextMidnight(at("2026-11-01T04:00:00Z")))
                .isEqualTo("2026-11-02T05:00:00Z");
        assertThat(cycle.dayEnd(at("2026-11-02T05:00:00Z"))).isEqualTo("2026-11-02T05:00:00Z");
        assertThat(cycle.dayEnd(at("2026-11-02T05:00:01Z"))).isEqualTo("2026-11-03T05:00:00Z");
    }

    @Test
    void amountsAreProratedByDaysToTheCent() {
        var cycle = cycle("Etc/UTC", 1, "2026-10-11T00:00:00Z", null);
        var period = cycle.begunBy(at("2026-10-20T00:00:00Z")).get(0);
        var fee = new BigDecimal("100.00");

        assertThat(cycle.prorated(fee, period, period.start(), period.end()))
                .isEqualByComparingTo("67.74");
        assertThat(cycle.prorated(fee, period, period.cycleStart(), period.cycleEnd()))
                .isEqualByComparingTo("100");
    }

    private static BillingCycle cycle(String zone, int day, String start, String end) {
        return new BillingCycle(ZoneId.of(zone), day, at(start), end == null ? null : at(end));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
