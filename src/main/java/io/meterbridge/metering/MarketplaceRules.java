package io.meterbridge.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * When a marketplace takes usage of an hour, and how much of it.
 *
 * @param usageAgeMax usage older than this is refused
 * @param monthZone the zone whose month boundary the marketplace bills by
 * @param monthCutoff how long after that boundary usage of the old month is taken, or null when
 *     only the age counts
 * @param unitsMax the most units one record can carry
 * @param oneRecordAnHour true when each hour is one slot, so that spare slots are worth keeping
 *     (M-11)
 * @param takesZero whether a record of zero units is allowed
 * @param resends how often an unanswered record may be sent again
 */
public record MarketplaceRules(
        Duration usageAgeMax,
        ZoneId monthZone,
        Duration monthCutoff,
        long unitsMax,
        boolean oneRecordAnHour,
        boolean takesZero,
        Resends resends) {

    /** Sending stops this long before a window closes: an answer has to come back inside it. */
    private static final Duration SENDING_MARGIN = Duration.ofMinutes(5);

    /** After a contract's end there is no other hour to send in, so sending goes on for longer. */
    private static final Duration LAST_MARGIN = Duration.ofMinutes(1);

    /** Freezing into the old month stops this long before its cut-off (money.md M-12). */
    private static final Duration FREEZING_MARGIN = Duration.ofMinutes(30);

    /** AWS Marketplace, BatchMeterUsage: 24 hours, and 06:00 UTC on the first of the next month. */
    public static final MarketplaceRules AWS =
            new MarketplaceRules(
                    Duration.ofHours(24),
                    ZoneOffset.UTC,
                    Duration.ofHours(6),
                    Integer.MAX_VALUE,
                    true,
                    true);

    /**
     * Azure Marketplace, batchUsageEvent: 24 hours and no month's cut-off; a zero is refused, and
     * no bound of units is documented.
     */
    public static final MarketplaceRules AZURE =
            new MarketplaceRules(
                    Duration.ofHours(24), ZoneOffset.UTC, null, Integer.MAX_VALUE, true, false);

    /**
     * Google Cloud Marketplace, Service Control: windows are the UTC hours, months end at midnight
     * US Pacific and are closed an hour later. Google publishes no age at which usage is refused;
     * after a day its units go with a newer hour. What it booked cannot be asked, and that it books
     * an operation once is not promised (money.md M-16).
     */
    public static final MarketplaceRules GCP =
            new MarketplaceRules(
                    Duration.ofHours(24),
                    ZoneId.of("America/Los_Angeles"),
                    Duration.ofHours(1),
                    1L << 53,
                    false,
                    false,
                    new Resends(3, Duration.ofMinutes(60)));

    /** A marketplace nothing more is known about: one record an hour, a day's time, no zeros. */
    public static final MarketplaceRules CAUTIOUS =
            new MarketplaceRules(
                    Duration.ofHours(24), ZoneOffset.UTC, null, Integer.MAX_VALUE, true, false);

    public MarketplaceRules {
        Objects.requireNonNull(usageAgeMax, "usageAgeMax");
        Objects.requireNonNull(monthZone, "monthZone");
        Objects.requireNonNull(resends, "resends");
    }

    /** Rules of a marketplace that an unanswered record can be sent to as often as its hour is open. */
    public MarketplaceRules(
            Duration usageAgeMax,
            ZoneId monthZone,
            Duration monthCutoff,
            long unitsMax,
            boolean oneRecordAnHour,
            boolean takesZero) {
        this(usageAgeMax, monthZone, monthCutoff, unitsMax, oneRecordAnHour, takesZero, Resends.UNBOUNDED);
    }

    /**
     * The rules of a cloud by its name in the API; {@link #CAUTIOUS} for one that is not built in.
     */
    public static MarketplaceRules of(String cloud) {
        return switch (cloud) {
            case "aws" -> AWS;
            case "azure" -> AZURE;
            case "gcp" -> GCP;
            default -> CAUTIOUS;
        };
    }

    /** The instant from which usage of that hour is no longer sent. */
    public Instant closesAt(MeteringHour hour) {
        return closing(hour).minus(SENDING_MARGIN);
    }

    /** The same for usage of a contract that has ended. */
    public Instant lastCall(MeteringHour hour) {
        return closing(hour).minus(LAST_MARGIN);
    }

    private Instant closing(MeteringHour hour) {
        var byAge = hour.start().plus(usageAgeMax);
        return monthCutoff == null ? byAge : earlier(byAge, monthEnd(hour).plus(monthCutoff));
    }

    /** How long after an hour's start a record of it is sent, its month's end aside. */
    public Duration sendableFor() {
        return usageAgeMax.minus(SENDING_MARGIN);
    }

    /**
     * How long after a billing month's end records of it are sent; as long as any when no cut-off
     * is known.
     */
    public Duration sendableAfterMonth() {
        return monthCutoff == null ? usageAgeMax : monthCutoff.minus(SENDING_MARGIN);
    }

    /**
     * Whether a record of that hour may be frozen now: it can still be sent, and its month is not
     * so close to its cut-off that freezing has ended (money.md M-12).
     */
    public boolean isOpen(MeteringHour hour, Instant now) {
        return now.isBefore(closesAt(hour)) && oldMonthIsOpen(monthEnd(hour), now);
    }

    /** Whether units of the old month can still be frozen after its boundary. */
    boolean oldMonthIsOpen(Instant boundary, Instant now) {
        return monthCutoff == null
                || now.isBefore(boundary.plus(monthCutoff).minus(FREEZING_MARGIN));
    }

    /** Whether the old month's free slots have to be filled with zeros now or never. */
    public boolean oldMonthIsAboutToClose(Instant boundary, Instant now) {
        return monthCutoff != null
                && !oldMonthIsOpen(boundary, now)
                && now.isBefore(boundary.plus(monthCutoff).minus(SENDING_MARGIN));
    }

    /** Start of the billing month an hour lies in. */
    public Instant monthStart(MeteringHour hour) {
        return hour.start()
                .atZone(monthZone)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay(monthZone)
                .toInstant();
    }

    /** End of the billing month an hour lies in, exclusive. */
    public Instant monthEnd(MeteringHour hour) {
        return hour.start()
                .atZone(monthZone)
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay(monthZone)
                .toInstant();
    }

    /**
     * Whether the hour is one of the last two of its billing month: there a spare slot is worth
     * nothing.
     */
    boolean isAtMonthEnd(MeteringHour hour) {
        return !hour.plus(2).start().isBefore(monthEnd(hour));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
