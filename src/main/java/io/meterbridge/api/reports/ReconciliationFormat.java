package io.meterbridge.api.reports;

/** How a reconciliation is spelled, piece by piece. */
interface ReconciliationFormat {

    /** What it is, as HTTP says it. */
    String contentType();

    /** The ending of a file with it. */
    String extension();

    /** The text before the lines. */
    String begin(String from, String to);

    /** The text of one line. */
    String line(ReconciliationLine line);

    /** The text after the lines. */
    String end();
}
