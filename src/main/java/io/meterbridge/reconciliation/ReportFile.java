package io.meterbridge.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a marketplace's report file: CSV with a line of column names. Columns are found by the names that the
 * marketplaces' own files and their data sets use; others are left alone. Lines of one buyer, dimension and time are
 * added up, because a refund is a line of its own. Of an instant the seconds count.
 */
public final class ReportFile {

    private static final Map<String, List<String>> NAMES = Map.of(
            "identity", List.of("agreement_id", "entitlement_id", "license_arn", "subscription_id", "contract_id"),
            "dimension", List.of("dimension", "dimension_key", "metric"),
            "from", List.of("usage_period_start_date", "min_usage_start_time", "usage_start_time", "usage_start"),
            "to", List.of("usage_period_end_date", "max_usage_start_time", "usage_end_time", "usage_end"),
            "units", List.of("usage_quantity", "quantity", "units"),
            "amount", List.of("gross_revenue", "cust_charges", "charges", "amount"),
            "refund", List.of("gross_refund", "refund"),
            "currency", List.of("currency"));

    private static final int LONGEST_NAME = 300;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private ReportFile() {
    }

    /**
     * The lines of a file, those of the same buyer, dimension and time added up.
     *
     * @throws UnreadableReport says which line cannot be taken, and why
     */
    public static List<ReportLine> read(String text) {
        var rows = Csv.rows(text);
        if (rows.isEmpty()) {
            throw new UnreadableReport(1, "there is no line of column names");
        }
        var columns = columns(rows.get(0));
        for (var needed : List.of("identity", "from")) {
            if (!columns.containsKey(needed)) {
                throw new UnreadableReport(1, "one of these columns is needed: " + String.join(", ", NAMES.get(needed)));
            }
        }
        if (!columns.containsKey("units") && !columns.containsKey("amount")) {
            throw new UnreadableReport(1, "a column of units or of money is needed: "
                    + String.join(", ", NAMES.get("units")) + ", " + String.join(", ", NAMES.get("amount")));
        }
        var sums = new LinkedHashMap<ReportLine.Key, ReportLine>();
        for (int i = 1; i < rows.size(); i++) {
            var line = new Line(i + 1, rows.get(i), columns).read();
            sums.merge(line.key(), line, ReportLine::plus);
        }
        return List.copyOf(sums.values());
    }

    private static Map<String, Integer> columns(List<String> header) {
        var names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '_')).toList();
        var columns = new LinkedHashMap<String, Integer>();
        NAMES.forEach((column, known) -> known.stream().filter(names::contains).findFirst()
                .ifPresent(name -> columns.put(column, names.indexOf(name))));
        return columns;
    }

    private record Line(int number, List<String> cells, Map<String, Integer> columns) {

        ReportLine read() {
            var identity = cell("identity");
            if (identity.isEmpty() || identity.length() > LONGEST_NAME || cell("dimension").length() > LONGEST_NAME) {
                throw new UnreadableReport(number, "it names no buyer, or one of its names is too long");
            }
            var from = instant("from");
            var units = number("units");
            var amount = number("amount");
            var refund = number("refund");
            if (from == null || units == null && amount == null) {
                throw new UnreadableReport(number, "it tells no time, or neither units nor money");
            }
            var currency = cell("currency").toUpperCase(Locale.ROOT);
            if (amount != null && !currency.matches("[A-Z]{3}")) {
                throw new UnreadableReport(number, "its money has no currency");
            }
            return new ReportLine(new ReportLine.Key(identity, cell("dimension"), from, end(from)), units,
                    amount == null || refund == null ? amount : amount.subtract(refund.abs()),
                    amount == null ? null : currency);
        }

        /** A day is meant to its end, and what tells no end lasts an hour. */
        private Instant end(Instant from) {
            var to = instant("to");
            if (to == null || !to.isAfter(from)) {
                return from.plusSeconds(cell("from").length() == "2026-03-01".length() ? 86_400 : 3_600);
            }
            return cell("to").length() == "2026-03-01".length() ? to.plusSeconds(86_400) : to;
        }

        private String cell(String column) {
            var at = columns.get(column);
            return at == null || at >= cells.size() ? "" : cells.get(at).strip();
        }

        private BigDecimal number(String column) {
            var text = cell(column);
            if (text.isEmpty()) {
                return null;
            }
            if (!text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
                throw new UnreadableReport(number, "'" + text + "' is no number");
            }
            return new BigDecimal(text);
        }

        private Instant instant(String column) {
            var text = cell(column);
            if (text.isEmpty()) {
                return null;
            }
            var read = parsed(text);
            if (read == null || read.isBefore(EARLIEST) || read.isAfter(LATEST)) {
                throw new UnreadableReport(number, "'" + text + "' is no day and no instant like "
                        + "2026-03-01T08:00:00Z");
            }
            return read;
        }

        private static Instant parsed(String text) {
            try {
                return text.length() == "2026-03-01".length()
                        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                                .truncatedTo(ChronoUnit.SECONDS);
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    /** RFC 4180: cells in quotes may hold commas, line ends and doubled quotes. */
    private static final class Csv {

        private final String text;
        private final List<List<String>> rows = new ArrayList<>();
        private List<String> row = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();

        private Csv(String text) {
            this.text = text;
        }

        static List<List<String>> rows(String text) {
            return new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
        }

        private List<List<String>> read() {
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted) {
                    if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        cell.append('"');
                        i++;
                    } else if (c == '"') {
                        quoted = false;
                    } else {
                        cell.append(c);
                    }
                } else if (c == '"' && cell.isEmpty()) {
                    quoted = true;
                } else if (c == ',') {
                    endCell();
                } else if (c == '\n') {
                    endRow();
                } else if (c != '\r') {
                    cell.append(c);
                }
            }
            if (quoted) {
                throw new UnreadableReport(rows.size() + 1, "a quote is not closed");
            }
            endRow();
            return rows;
        }

        private void endCell() {
            row.add(cell.toString());
            cell.setLength(0);
        }

        private void endRow() {
            endCell();
            if (row.stream().anyMatch(value -> !value.isBlank())) {
                rows.add(row);
            }
            row = new ArrayList<>();
        }
    }
}
