package io.meterbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the simulated Google has booked. An operation that comes again under its id is booked once,
 * unless told otherwise: Google guarantees nothing. What Google would book without a word although
 * it is wrong is noted as a breach. Thread-safe.
 */
final class ReportedUsages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Duration MONTH_STAYS_OPEN = Duration.ofHours(1);

    private final List<ReportedUsage> booked = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private boolean deduplicates = true;

    synchronized void deduplicates(boolean on) {
        deduplicates = on;
    }

    synchronized void book(ReportedUsage usage) {
        var known = indexOf(usage.operationId());
        if (known >= 0) {
            if (!booked.get(known).sameAs(usage)) {
                breaches.add("another operation under the id " + usage.operationId());
            }
            if (deduplicates) {
                booked.set(known, booked.get(known).receivedAgain());
                return;
            }
        } else {
            noteBreaches(usage);
        }
        booked.add(usage);
    }

    private void noteBreaches(ReportedUsage usage) {
        if (booked.stream().anyMatch(usage::overlaps)) {
            breaches.add("windows overlap at " + usage.start() + " of " + usage.consumer());
        }
        if (!monthOf(usage.start()).equals(monthOf(usage.end().minusNanos(1)))) {
            breaches.add("a window crosses the end of a month at " + usage.start());
        }
    }

    synchronized List<ReportedUsage> booked() {
        return List.copyOf(booked);
    }

    /** What was booked although it is wrong. */
    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    /** The month in which usage of a window that comes now is billed. */
    static YearMonth billingMonth(Instant end, Instant now) {
        var month = monthOf(end.minusNanos(1));
        var closes = month.plusMonths(1).atDay(1).atStartOfDay(PACIFIC).toInstant()
                .plus(MONTH_STAYS_OPEN);
        return now.isBefore(closes) ? month : monthOf(now);
    }

    private static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atZone(PACIFIC));
    }

    private int indexOf(String operationId) {
        for (var i = 0; i < booked.size(); i++) {
            if (booked.get(i).operationId().equals(operationId)) {
                return i;
            }
        }
        return -1;
    }
}
