package io.meterbridge.api.reports;

import java.util.List;

/** How a report is spelled, piece by piece: what comes before its rows, each row, what comes after them. */
interface ReportFormat {

    /** What it is, as HTTP says it. */
    String contentType();

    /** The ending of a file with it. */
    String extension();

    /** Whether the names of all custom properties have to be known before the first row. */
    boolean needsPropertyNames();

    /** The text before the rows. */
    String begin(ReportTerms terms, List<String> propertyNames);

    /** The text of one row. */
    String row(ReportRow row);

    /** The text after the rows. */
    String end();
}
