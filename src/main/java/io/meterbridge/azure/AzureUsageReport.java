package io.meterbridge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.marketplace.azure.DaySum;
import io.meterbridge.marketplace.azure.EventKey;
import io.meterbridge.reconciliation.ReportLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Reads {@code GET /api/usageEvents}: sums of days, never of hours. */
@Component("azureUsageReport")
public class AzureUsageReport {

    /** Azure is through with these; others it may name are taken for new. */
    private static final Set<String> PROCESSED = Set.of("Accepted", "Rejected", "Mismatch");

    /** The query for the sums of these UTC days, both included; the capital U is Microsoft's. */
    public String query(LocalDate from, LocalDate to) {
        return "api-version=2018-08-31&usageStartDate=" + from + "&UsageEndDate=" + to;
    }

    /**
     * The sums by subscription, dimension and day; Azure splits them further by plan and state.
     *
     * @throws IllegalStateException when the answer is not plainly such a list: a sum that misses a
     *         part would prove something wrong
     */
    public List<DaySum> read(
            @Body byte[] body, @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        return sums(body, status, row -> row.path("submittedQuantity")).entrySet().stream()
                .map(sum -> new DaySum(sum.getKey(), sum.getValue())).toList();
    }

    /**
     * What Azure booked of each subscription, dimension and day: units that it has not processed yet count as they
     * were submitted, the others as they came out.
     *
     * @throws IllegalStateException when the answer is not plainly such a list
     */
    public List<ReportLine> booked(
            @Body byte[] body, @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        return sums(body, status, row -> row.path(
                PROCESSED.contains(row.path("reconStatus").asText()) ? "processedQuantity" : "submittedQuantity"))
                .entrySet().stream().map(sum -> line(sum.getKey(), sum.getValue())).toList();
    }

    private static ReportLine line(DaySum.Key key, BigDecimal units) {
        var day = key.day().atStartOfDay().toInstant(ZoneOffset.UTC);
        return new ReportLine(new ReportLine.Key(key.resource(), key.dimension(), day, day.plus(Duration.ofDays(1))),
                units, null, null);
    }

    private static Map<DaySum.Key, BigDecimal> sums(byte[] body, int status, UnaryOperator<JsonNode> quantityOf) {
        if (status != 200) {
            throw new IllegalStateException("Azure answered " + status + " instead of daily sums");
        }
        var sums = new LinkedHashMap<DaySum.Key, BigDecimal>();
        for (var row : rows(body)) {
            var quantity = EventAnswer.number(quantityOf.apply(row));
            var key = keyOf(row);
            if (key == null || quantity == null) {
                throw new IllegalStateException("A row of Azure's daily sums cannot be read");
            }
            sums.merge(key, quantity, BigDecimal::add);
        }
        return sums;
    }

    private static JsonNode rows(byte[] body) {
        try {
            var rows = EventAnswer.JSON.readTree(body);
            if (rows.isArray()) {
                return rows;
            }
        } catch (IOException notJson) {
            throw new IllegalStateException("Azure's daily sums are not JSON", notJson);
        }
        throw new IllegalStateException("Azure's daily sums are no list");
    }

    private static DaySum.Key keyOf(JsonNode row) {
        var date = EventAnswer.text(row, "usageDate");
        var resource = EventAnswer.text(row, "usageResourceId");
        var dimension = EventAnswer.text(row, "dimension");
        if (date == null || date.length() < 10 || resource == null || dimension == null) {
            return null;
        }
        try {
            return EventKey.dayOf(resource, dimension, LocalDate.parse(date.substring(0, 10)));
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
