package io.meterbridge.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Short words for Orb's answers, so that a test reads as the answer it is about. */
public final class OrbWords {

    public static final ZoneId UTC = ZoneId.of("UTC");
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    public static final Duration GRACE = Duration.ofHours(12);

    private OrbWords() {}

    /** Midnight of a date in a zone. */
    public static Instant day(String date, ZoneId zone) {
        return LocalDate.parse(date).atStartOfDay(zone).toInstant();
    }

    /** Midnight of a date in UTC. */
    public static Instant day(String date) {
        return day(date, UTC);
    }

    public static BigDecimal money(String digits) {
        return new BigDecimal(digits);
    }

    public static PriceCost usage(String priceId, String total) {
        return new PriceCost(priceId, true, "USD", money(total), money(total));
    }

    public static PriceCost usage(String priceId, String subtotal, String total) {
        return new PriceCost(priceId, true, "USD", money(subtotal), money(total));
    }

    public static PriceCost fixedFee(String priceId, String total) {
        return new PriceCost(priceId, false, "USD", money(total), money(total));
    }

    /** A bucket whose own figures are the sums over its prices. */
    public static CostBucket bucket(Instant start, Instant end, PriceCost... prices) {
        var subtotal = BigDecimal.ZERO;
        var total = BigDecimal.ZERO;
        for (var price : prices) {
            subtotal = subtotal.add(price.subtotal());
            total = total.add(price.total());
        }
        return new CostBucket(start, end, subtotal, total, List.of(prices));
    }

    /** A bucket that shows money but not for which prices. */
    public static CostBucket bare(Instant start, Instant end, String subtotal, String total) {
        return new CostBucket(start, end, money(subtotal), money(total), List.of());
    }

    public static CostReply reply(Instant readAt, Instant from, Instant to, CostBucket... buckets) {
        return new CostReply(readAt, from, to, List.of(buckets));
    }

    /** Terms of an account that was never read, in a UTC month. */
    public static ReadingTerms firstTerms(CostBasis basis, Instant periodStart, Instant periodEnd) {
        return new ReadingTerms(
                basis, "USD", null, List.of(), Set.of(), Cost.ZERO, periodStart, periodEnd, GRACE);
    }

    /** The reading, or a failed test. */
    public static CostReading readable(ReadingResult result) {
        if (result instanceof ReadingResult.Read read) {
            return read.reading();
        }
        throw new AssertionError("not a reading: " + result);
    }
}
