package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A monthly billing cycle: it turns over at the customer's local midnight of the cycle day, or of
 * the month's last day where the month is shorter.
 *
 * @param end exclusive; null while the subscription is open
 */
record BillingCycle(ZoneId zone, int day, Instant start, Instant end) {

    /** Every period that has begun by an instant, oldest first. */
    List<BillingPeriod> begunBy(Instant instant) {
        return overlapping(start, instant.plusNanos(1));
    }

    /** Every period that shares time with a window, oldest first. */
    List<BillingPeriod> overlapping(Instant from, Instant to) {
        var periods = new ArrayList<BillingPeriod>();
        var active = from.isAfter(start) ? from : start;
        var month = YearMonth.from(active.atZone(zone));
        if (anchor(month).isAfter(active)) {
            month = month.minusMonths(1);
        }
        for (; anchor(month).isBefore(to); month = month.plusMonths(1)) {
            var period = period(anchor(month), anchor(month.plusMonths(1)));
            if (period.start().isBefore(period.end()) && period.start().isBefore(to)) {
                periods.add(period);
            }
        }
        return periods;
    }

    /** The end of the local day that an instant lies in; the instant itself when it is midnight. */
    Instant dayEnd(Instant instant) {
        var midnight = instant.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return midnight.equals(instant) ? instant : nextMidnight(instant);
    }

    /** The first local midnight after an instant. */
    Instant nextMidnight(Instant instant) {
        return instant.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The part of a period's amount that a stretch of days carries, to the cent. */
    BigDecimal prorated(BigDecimal amount, BillingPeriod period, Instant from, Instant to) {
        var whole = days(period.cycleStart(), period.cycleEnd());
        var part = days(from, to);
        if (part >= whole) {
            return amount;
        }
        return amount.multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
    }

    private long days(Instant from, Instant to) {
        var last = dayEnd(to).atZone(zone).toLocalDate();
        return ChronoUnit.DAYS.between(from.atZone(zone).toLocalDate(), last);
    }

    private BillingPeriod period(Instant cycleStart, Instant cycleEnd) {
        var begins = start.isAfter(cycleStart) ? start : cycleStart;
        var ends = end != null && end.isBefore(cycleEnd) ? end : cycleEnd;
        return new BillingPeriod(begins, ends, cycleStart, cycleEnd);
    }

    private Instant anchor(YearMonth month) {
        var date = month.atDay(Math.min(day, month.lengthOfMonth()));
        return date.atStartOfDay(zone).toInstant();
    }
}
