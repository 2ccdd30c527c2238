package io.meterbridge.api.reports;

import io.meterbridge.api.web.ApiJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A report as one JSON document: the records, then how many there are and what they come to. */
final class JsonReport implements ReportFormat {

    private final ApiJson json;
    private final Map<Kind, Total> totals = new TreeMap<>();
    private long count;

    JsonReport(ApiJson json) {
        this.json = json;
    }

    private record Kind(String cloud, String status, String currency) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return (cloud + " " + status + " " + currency)
                    .compareTo(other.cloud + " " + other.status + " " + other.currency);
        }
    }

    /**
     * What records of one kind come to.
     *
     * @param units whole units, as a text
     * @param value corrections included
     */
    private record Total(String cloud, String status, String currency, long records, String units,
            BigDecimal value) {

        static Total none(Kind kind) {
            return new Total(kind.cloud(), kind.status(), kind.currency(), 0, "0", BigDecimal.ZERO);
        }

        Total with(ReportRow row) {
            return new Total(cloud, status, currency, records + 1,
                    new BigDecimal(units).add(new BigDecimal(row.quantity())).toPlainString(),
                    value.add(row.value()).add(row.correction()));
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public boolean needsPropertyNames() {
        return false;
    }

    @Override
    public String begin(ReportTerms terms, List<String> propertyNames) {
        return "{\"from\":" + json.write(terms.from()) + ",\"to\":" + json.write(terms.to()) + ",\"results\":[";
    }

    @Override
    public String row(ReportRow row) {
        totals.compute(new Kind(row.cloud(), row.status(), row.currency()),
                (kind, total) -> (total == null ? Total.none(kind) : total).with(row));
        return (count++ == 0 ? "\n" : ",\n") + json.write(row);
    }

    @Override
    public String end() {
        return "],\"count\":" + count + ",\"totals\":" + json.write(List.copyOf(totals.values())) + "}\n";
    }
}
