package io.meterbridge.api.reports;

import io.meterbridge.reconciliation.DifferenceClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A reconciliation as CSV: a column for each class of either difference. Money is in plain decimals. */
final class ReconciliationCsv implements ReconciliationFormat {

    private static final List<String> COLUMNS = List.of("account_id", "subscription_id", "contract_id", "identity",
            "cloud", "dimension", "currency", "from", "to", "orb", "accepted_units", "accepted", "by_hand",
            "marketplace_units", "marketplace");
    private static final List<String> CLASSES =
            Arrays.stream(DifferenceClass.values()).map(DifferenceClass::code).toList();

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public String begin(String from, String to) {
        var names = new ArrayList<Object>(COLUMNS);
        for (var side : List.of("orb_accepted", "accepted_marketplace")) {
            names.add(side);
            CLASSES.forEach(why -> names.add(side + "." + why));
        }
        return row(names);
    }

    @Override
    public String line(ReconciliationLine line) {
        var cells = new ArrayList<Object>();
        cells.add(line.accountId());
        cells.add(line.subscriptionId());
        cells.add(line.contractId());
        cells.add(line.identity());
        cells.add(line.cloud());
        cells.add(line.dimension());
        cells.add(line.currency());
        cells.add(line.from());
        cells.add(line.to());
        cells.add(plain(line.orb()));
        cells.add(plain(line.acceptedUnits()));
        cells.add(plain(line.accepted()));
        cells.add(plain(line.byHand()));
        cells.add(plain(line.marketplaceUnits()));
        cells.add(plain(line.marketplace()));
        addTo(cells, line.orbAccepted());
        addTo(cells, line.acceptedMarketplace());
        return row(cells);
    }

    @Override
    public String end() {
        return "";
    }

    private static void addTo(List<Object> cells, ReconciliationLine.Explained explained) {
        cells.add(explained == null ? null : plain(explained.difference()));
        CLASSES.forEach(why -> cells.add(explained == null ? null
                : plain(explained.classes().getOrDefault(why, BigDecimal.ZERO))));
    }

    private static String plain(BigDecimal money) {
        return money == null ? null : money.toPlainString();
    }

    private static String row(List<?> cells) {
        return cells.stream().map(CsvCell::of).collect(Collectors.joining(",")) + "\r\n";
    }
}
