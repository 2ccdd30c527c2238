package io.meterbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the lines of the chart run, and that the amounts beside it are exact. */
class ChartTest {

    private final Formats show = new Formats();

    @Test
    void linesRunFromTheFirstHourToTheLastAndFromTheLowestAmountToTheHighest() {
        var chart = Chart.of(List.of(hour("12:00", "30.005", "30"), hour("11:00", "20", "10"),
                hour("10:00", "10", "10")), show);

        assertThat(chart.owed()).isEqualTo("130,200 495,108 860,16");
        assertThat(chart.told()).isEqualTo("130,200 495,200 860,16");
        assertThat(chart.levels()).extracting(Chart.Tick::label).containsExactly("30.005", "10.00");
        assertThat(chart.hours()).extracting(Chart.Tick::label)
                .containsExactly("2026-03-10 10:00 UTC", "2026-03-10 12:00 UTC");
        assertThat(chart.words()).contains("30.005", "30.00");
    }

    @Test
    void anHourWithoutRecordsLeavesItsPlace() {
        var chart = Chart.of(List.of(hour("14:00", "2", "2"), hour("11:00", "1", "1"), hour("10:00", "0", "0")), show);

        assertThat(chart.owed()).isEqualTo("130,200 312,108 860,16");
    }

    @Test
    void oneHourIsNoLineAndUsageByHandHasNoCost() {
        assertThat(Chart.of(List.of(), show)).isNull();
        assertThat(Chart.of(List.of(hour("11:00", "1", "1"), hour("10:00", null, null)), show)).isNull();
    }

    @Test
    void amountsThatDoNotMoveAreALine() {
        assertThat(Chart.of(List.of(hour("11:00", "1", "1"), hour("10:00", "1", "1")), show).owed())
                .isEqualTo("130,200 860,200");
    }

    private static Map<String, Object> hour(String time, String owed, String told) {
        var row = new HashMap<String, Object>();
        row.put("hour", Instant.parse("2026-03-10T" + time + ":00Z"));
        row.put("owed", owed == null ? null : new BigDecimal(owed));
        row.put("told", told == null ? null : new BigDecimal(told));
        return row;
    }
}
