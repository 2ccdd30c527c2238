package io.meterbridge.cost;

import java.time.Instant;
import java.time.ZoneId;

/** Midnights of the Orb customer's zone; a local day lasts 23 to 25 hours. */
public final class LocalDays {

    private LocalDays() {}

    /** The last local midnight that is not after the instant. */
    public static Instant midnightNotAfter(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /** The first local midnight that is not before the instant. */
    public static Instant midnightNotBefore(Instant instant, ZoneId zone) {
        var midnight = midnightNotAfter(instant, zone);
        return midnight.equals(instant) ? instant : plusDays(midnight, 1, zone);
    }

    /** The first local midnight after the instant. */
    public static Instant midnightAfter(Instant instant, ZoneId zone) {
        return plusDays(midnightNotAfter(instant, zone), 1, zone);
    }

    /** The local midnight some days after (or, with a negative number, before) a local midnight. */
    public static Instant plusDays(Instant midnight, long days, ZoneId zone) {
        return midnight.atZone(zone).toLocalDate().plusDays(days).atStartOfDay(zone).toInstant();
    }
}
