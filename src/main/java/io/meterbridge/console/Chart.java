package io.meterbridge.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two lines over time, worked out here so that the page needs no script for them: what was owed and what was told.
 * Places are whole pixels, amounts beside the chart are exact.
 *
 * @param owed   points of the first line, as SVG takes them
 * @param told   points of the second line
 * @param levels the lowest and the highest amount
 * @param hours  the first and the last hour
 * @param words  the chart for those who do not see it
 */
public record Chart(String owed, String told, List<Tick> levels, List<Tick> hours, String words) {

    private static final int WIDTH = 880;
    private static final int HEIGHT = 240;
    private static final int LEFT = 130;
    private static final int RIGHT = 860;
    private static final int TOP = 16;
    private static final int BOTTOM = 200;

    /**
     * A place on an axis with what stands there.
     *
     * @param at     pixels
     * @param anchor on which side of the place the label is
     */
    public record Tick(int at, String label, String anchor) {
    }

    /**
     * The chart of a contract's hours; null when there are too few of them for a line.
     *
     * @param newestFirst rows with {@code hour}, {@code owed} and {@code told}; those without are left out
     */
    static Chart of(List<Map<String, Object>> newestFirst, Formats show) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var row : newestFirst) {
            if (row.get("owed") != null && row.get("told") != null) {
                rows.add(0, row);
            }
        }
        if (rows.size() < 2) {
            return null;
        }
        var amounts = rows.stream().flatMap(row -> List.of(amount(row, "owed"), amount(row, "told")).stream()).toList();
        var low = amounts.stream().min(BigDecimal::compareTo).orElseThrow();
        var high = amounts.stream().max(BigDecimal::compareTo).orElseThrow();
        var first = hour(rows.get(0));
        var last = hour(rows.get(rows.size() - 1));
        Function<String, String> line = name -> rows.stream()
                .map(row -> x(hour(row), first, last) + "," + y(amount(row, name), low, high))
                .collect(Collectors.joining(" "));
        var newest = rows.get(rows.size() - 1);
        return new Chart(line.apply("owed"), line.apply("told"),
                List.of(new Tick(y(high, low, high), show.money(high), "end"),
                        new Tick(y(low, low, high), show.money(low), "end")),
                List.of(new Tick(LEFT, show.time(first), "start"), new Tick(RIGHT, show.time(last), "end")),
                "From " + show.time(first) + " to " + show.time(last) + " what is owed rose to "
                        + show.money(newest.get("owed")) + " and what was told to " + show.money(newest.get("told"))
                        + ". The table below has every hour.");
    }

    /** Pixels. */
    public int width() {
        return WIDTH;
    }

    /** Pixels. */
    public int height() {
        return HEIGHT;
    }

    /** Where lines begin. */
    public int left() {
        return LEFT;
    }

    /** Where lines end. */
    public int right() {
        return RIGHT;
    }

    private static int x(Instant hour, Instant first, Instant last) {
        var span = Duration.between(first, last).toHours();
        return span == 0 ? LEFT : LEFT + (int) (Duration.between(first, hour).toHours() * (RIGHT - LEFT) / span);
    }

    private static int y(BigDecimal amount, BigDecimal low, BigDecimal high) {
        if (high.compareTo(low) == 0) {
            return BOTTOM;
        }
        return BOTTOM - amount.subtract(low).multiply(BigDecimal.valueOf(BOTTOM - TOP))
                .divide(high.subtract(low), 0, RoundingMode.HALF_UP).intValueExact();
    }

    private static Instant hour(Map<String, Object> row) {
        return (Instant) row.get("hour");
    }

    private static BigDecimal amount(Map<String, Object> row, String name) {
        return (BigDecimal) row.get(name);
    }
}
