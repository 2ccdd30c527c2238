package io.meterbridge.api.reports;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.api.web.StreamedAnswer;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * {@code GET /api/reports/reconciliation}: Orb's cost, what was accepted and what the marketplace reports, of a month
 * or a day, and why they differ.
 */
public final class Reconciliations {

    private final DataSource seller;
    private final ApiJson json;
    private final InstantSource clock;
    private final ReportPlaces places;

    Reconciliations(DataSource seller, ApiJson json, InstantSource clock, ReportPlaces places) {
        this.seller = seller;
        this.json = json;
        this.clock = clock;
        this.places = places;
    }

    private record Days(LocalDate first, LocalDate end) {
    }

    /** A report that is read from the database while it is sent. */
    public StreamedAnswer report(ApiRequest request) {
        var days = days(request);
        ReconciliationFormat format =
                "csv".equals(request.query().get("format")) ? new ReconciliationCsv() : new ReconciliationJson(json);
        var leave = places.take();
        try {
            var rows = new ReconciliationRows(ReportConnection.of(seller, request.sellerId()), days.first(),
                    days.end(), json);
            var body = new ReportStream<>(format.begin(days.first().toString(), days.end().toString()), rows,
                    format::line, format::end, () -> {
                        try {
                            rows.close();
                        } finally {
                            leave.run();
                        }
                    });
            return new StreamedAnswer(format.contentType(),
                    "reconciliation-%s-to-%s.%s".formatted(days.first(), days.end(), format.extension()), body);
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        }
    }

    /** Without either the month so far. */
    private Days days(ApiRequest request) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var day = request.query().get("day");
        if (day != null) {
            var first = date(day);
            return new Days(first, first.plusDays(1));
        }
        var month = request.query().get("month");
        var first = month == null ? today.withDayOfMonth(1) : YearMonth.parse(month).atDay(1);
        return new Days(first, first.plusMonths(1));
    }

    private static LocalDate date(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("day", "is no day: " + e.getMessage());
        }
    }
}
