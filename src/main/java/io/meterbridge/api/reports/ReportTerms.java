package io.meterbridge.api.reports;

import java.time.Instant;

/**
 * Which hours a report is about.
 *
 * @param from the first instant
 * @param to   the instant after the last
 */
record ReportTerms(Instant from, Instant to) {
}
