package io.meterbridge.api.reports;

import io.meterbridge.api.Bodies;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.api.web.StreamedAnswer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** {@code GET /api/reports/metering}: all records of some hours with their properties, as JSON or CSV. */
public final class Reports {

    /** More columns no spreadsheet shows; JSON has no such bound. */
    private static final int PROPERTY_COLUMNS_MAX = 500;

    private final DataSource seller;
    private final ApiJson json;
    private final InstantSource clock;
    private final ReportPlaces places;

    Reports(DataSource seller, ApiJson json, InstantSource clock, ReportPlaces places) {
        this.seller = seller;
        this.json = json;
        this.clock = clock;
        this.places = places;
    }

    /** A report that is read from the database while it is sent. */
    public StreamedAnswer metering(ApiRequest request) {
        var terms = terms(request);
        var format = "csv".equals(request.query().get("format")) ? new CsvReport() : new JsonReport(json);
        var leave = places.take();
        try {
            return new StreamedAnswer(format.contentType(), fileName(terms, format),
                    open(request, terms, format, leave));
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        }
    }

    private ReportStream<ReportRow> open(ApiRequest request, ReportTerms terms, ReportFormat format, Runnable leave) {
        var rows = new ReportRows(ReportConnection.of(seller, request.sellerId()), terms, json);
        try {
            var names = format.needsPropertyNames() ? names(rows) : List.<String>of();
            return new ReportStream<>(format.begin(terms, names), rows, format::row, format::end, () -> {
                try {
                    rows.close();
                } finally {
                    leave.run();
                }
            });
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static List<String> names(ReportRows rows) {
        var names = rows.propertyNames(PROPERTY_COLUMNS_MAX + 1);
        if (names.size() > PROPERTY_COLUMNS_MAX) {
            throw ProblemException.invalid("format", "its records have more than " + PROPERTY_COLUMNS_MAX
                    + " different custom properties, too many for columns; ask for json");
        }
        return names;
    }

    /** Without bounds the month so far. */
    private ReportTerms terms(ApiRequest request) {
        var now = clock.instant();
        var month = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var from = instant(request, "from", month);
        var to = instant(request, "to", now);
        if (to.isBefore(from)) {
            throw ProblemException.invalid("to", "lies before from");
        }
        return new ReportTerms(from, to);
    }

    private static Instant instant(ApiRequest request, String name, Instant otherwise) {
        var text = request.query().get(name);
        if (text == null) {
            return otherwise;
        }
        return Bodies.instant(name, text.length() == "2026-03-01".length() ? text + "T00:00:00Z" : text);
    }

    private static String fileName(ReportTerms terms, ReportFormat format) {
        return "metering-%s-to-%s.%s".formatted(day(terms.from()), day(terms.to()), format.extension());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
