package io.meterbridge.api.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as CSV: one line a record, one column for each custom property. Money is in plain decimals. */
final class CsvReport implements ReportFormat {

    private static final String PREFIX = "custom_properties.";
    private static final List<String> COLUMNS = List.of("id", "hour", "cloud", "listing_id", "contract_id",
            "buyer_id", "buyer_name", "dimension", "quantity", "accepted_quantity", "unit_price", "value",
            "correction", "currency", "status", "reason", "source", "covers_orb_cost", "cloud_record_id",
            "frozen_at", "submitted_at", "accepted_at");

    private List<String> propertyNames = List.of();

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public boolean needsPropertyNames() {
        return true;
    }

    @Override
    public String begin(ReportTerms terms, List<String> names) {
        propertyNames = List.copyOf(names);
        return line(Stream.concat(COLUMNS.stream(), names.stream().map(PREFIX::concat)).toList());
    }

    @Override
    public String row(ReportRow row) {
        var cells = new ArrayList<Object>();
        cells.add(row.id());
        cells.add(row.hour());
        cells.add(row.cloud());
        cells.add(row.listingId());
        cells.add(row.contractId());
        cells.add(row.buyerId());
        cells.add(row.buyerName());
        cells.add(row.dimension());
        cells.add(row.quantity());
        cells.add(row.acceptedQuantity());
        cells.add(plain(row.unitPrice()));
        cells.add(plain(row.value()));
        cells.add(plain(row.correction()));
        cells.add(row.currency());
        cells.add(row.status());
        cells.add(row.reason());
        cells.add(row.source());
        cells.add(row.coversOrbCost());
        cells.add(row.cloudRecordId());
        cells.add(row.frozenAt());
        cells.add(row.submittedAt());
        cells.add(row.acceptedAt());
        propertyNames.forEach(name -> cells.add(text(row.customProperties().get(name))));
        return line(cells);
    }

    @Override
    public String end() {
        return "";
    }

    private static String plain(BigDecimal money) {
        return money.toPlainString();
    }

    private static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isBigDecimal() ? value.decimalValue().toPlainString()
                : value.isValueNode() ? value.asText() : value.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(CsvCell::of).collect(Collectors.joining(",")) + "\r\n";
    }
}
