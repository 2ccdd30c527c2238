package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;

/**
 * Usage that the simulated Google accepted, and so would bill.
 *
 * @param operationId   the caller's id of it
 * @param consumer      the entitlement's usage reporting id
 * @param quantity      what was added in the window
 * @param month         the Pacific month it is billed in: its window's, unless that month was
 *                      closed when it came
 * @param timesReceived how often the operation came in, the first time included
 */
public record ReportedUsage(
        String operationId,
        String serviceName,
        String consumer,
        String metric,
        Instant start,
        Instant end,
        BigDecimal quantity,
        Instant acceptedAt,
        YearMonth month,
        int timesReceived) {

    ReportedUsage receivedAgain() {
        return new ReportedUsage(operationId, serviceName, consumer, metric, start, end, quantity,
                acceptedAt, month, timesReceived + 1);
    }

    boolean sameAs(ReportedUsage other) {
        return consumer.equals(other.consumer) && metric.equals(other.metric)
                && start.equals(other.start) && end.equals(other.end)
                && quantity.compareTo(other.quantity) == 0;
    }

    boolean overlaps(ReportedUsage other) {
        return consumer.equals(other.consumer) && metric.equals(other.metric)
                && start.isBefore(other.end) && other.start.isBefore(end);
    }
}
