package io.meterbridge.api.reports;

import io.meterbridge.api.web.ApiJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** A reconciliation as one JSON document: the lines, then what they come to in each currency. */
final class ReconciliationJson implements ReconciliationFormat {

    private final ApiJson json;
    private final Map<String, Sums> totals = new TreeMap<>();
    private long count;

    ReconciliationJson(ApiJson json) {
        this.json = json;
    }

    /** What lines of one currency come to. */
    private static final class Sums {

        private BigDecimal orb = BigDecimal.ZERO;
        private BigDecimal accepted = BigDecimal.ZERO;
        private BigDecimal byHand = BigDecimal.ZERO;
        private BigDecimal marketplace = BigDecimal.ZERO;
        private final Map<String, BigDecimal> orbAccepted = new TreeMap<>();
        private final Map<String, BigDecimal> acceptedMarketplace = new TreeMap<>();

        void add(ReconciliationLine line) {
            orb = plus(orb, line.orb());
            accepted = plus(accepted, line.accepted());
            byHand = plus(byHand, line.byHand());
            marketplace = plus(marketplace, line.marketplace());
            add(orbAccepted, line.orbAccepted());
            add(acceptedMarketplace, line.acceptedMarketplace());
        }

        private static void add(Map<String, BigDecimal> classes, ReconciliationLine.Explained explained) {
            if (explained != null) {
                explained.classes().forEach((why, part) -> classes.merge(why, part, BigDecimal::add));
            }
        }

        private static BigDecimal plus(BigDecimal sum, BigDecimal more) {
            return more == null ? sum : sum.add(more);
        }

        Total as(String currency) {
            return new Total(currency, orb, accepted, byHand, marketplace, orbAccepted, acceptedMarketplace);
        }
    }

    private record Total(String currency, BigDecimal orb, BigDecimal accepted, BigDecimal byHand,
            BigDecimal marketplace, Map<String, BigDecimal> orbAccepted,
            Map<String, BigDecimal> acceptedMarketplace) {
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
    public String begin(String from, String to) {
        return "{\"from\":" + json.write(from) + ",\"to\":" + json.write(to) + ",\"results\":[";
    }

    @Override
    public String line(ReconciliationLine line) {
        if (line.currency() != null) {
            totals.computeIfAbsent(line.currency(), any -> new Sums()).add(line);
        }
        return (count++ == 0 ? "\n" : ",\n") + json.write(line);
    }

    @Override
    public String end() {
        var all = new ArrayList<Total>();
        totals.forEach((currency, sums) -> all.add(sums.as(currency)));
        return "],\"count\":" + count + ",\"totals\":" + json.write(all) + "}\n";
    }
}
