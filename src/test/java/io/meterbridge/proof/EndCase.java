package io.meterbridge.proof;

import io.meterbridge.metering.FinalWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One way in which a contract can end.
 *
 * @param when          where in its hour it ends
 * @param heardAfter    minutes after the end at which its notification comes
 * @param reportedAfter minutes after the end at which the seller's last usage is in Orb
 * @param trouble       what goes wrong meanwhile
 */
record EndCase(String cloud, When when, int heardAfter, int reportedAfter, Trouble trouble) {

    static final List<String> CLOUDS = List.of("aws", "azure", "gcp");
    static final List<Integer> HEARD = List.of(0, 14, 40, 59, 61);
    static final List<Integer> REPORTED = List.of(1, 14, 20, 50);

    /** Reading, freezing, sending and one resend take less than this. */
    private static final Duration ENOUGH = Duration.ofMinutes(3);

    enum When {
        TWO("hh:02", "2026-10-20T10:02:00Z"),
        THIRTY_ONE("hh:31", "2026-10-20T10:31:00Z"),
        FIFTY_NINE("hh:59", "2026-10-20T10:59:00Z"),
        MONTH_END("a month's last minute", "2026-10-31T23:59:00Z");

        final String text;
        private final Instant instant;

        When(String text, String instant) {
            this.text = text;
            this.instant = Instant.parse(instant);
        }

        /** Google's months end at midnight in US Pacific time. */
        Instant at(String cloud) {
            return this == MONTH_END && cloud.equals("gcp") ? Instant.parse("2026-11-01T06:59:00Z") : instant;
        }
    }

    /** What goes wrong, each from one second after the end to another. */
    enum Trouble {
        NONE("none"),
        CRASH_14("crash at +14"),
        CRASH_16("crash at +16, mid-call"),
        CRASH_59("crash at +59"),
        ORB_DOWN("Orb down +15 to +35"),
        ORB_DOWN_LATE("Orb down +45 to +65"),
        THROTTLED("cloud throttles +14 to +24"),
        THROTTLED_LATE("cloud throttles +50 to +57"),
        UNKNOWN_BOOKED("unknown at T, booked"),
        UNKNOWN_LOST("unknown at T, not booked");

        final String text;

        Trouble(String text) {
            this.text = text;
        }

        boolean nodeIsDown(long second) {
            return switch (this) {
                case CRASH_14 -> isBetween(second, 14 * 60, 16 * 60);
                // the call of the read at +16 is under way: it was sent at its second second
                case CRASH_16 -> isBetween(second, 16 * 60 + 3, 18 * 60);
                case CRASH_59 -> isBetween(second, 59 * 60, 61 * 60);
                default -> false;
            };
        }

        boolean orbIsDown(long second) {
            return this == ORB_DOWN && isBetween(second, 15 * 60, 35 * 60)
                    || this == ORB_DOWN_LATE && isBetween(second, 45 * 60, 65 * 60);
        }

        boolean cloudThrottles(long second) {
            return this == THROTTLED && isBetween(second, 14 * 60, 24 * 60)
                    || this == THROTTLED_LATE && isBetween(second, 50 * 60, 57 * 60);
        }

        /** The cloud answers nobody from the last hourly record on until shortly after the end. */
        boolean cloudIsSilent(long second) {
            return (this == UNKNOWN_BOOKED || this == UNKNOWN_LOST) && isBetween(second, -62 * 60, 2 * 60);
        }

        private static boolean isBetween(long second, long from, long to) {
            return second >= from && second < to;
        }
    }

    static List<EndCase> all() {
        var all = new ArrayList<EndCase>();
        for (var cloud : CLOUDS) {
            for (var when : When.values()) {
                for (int heard : HEARD) {
                    for (int reported : REPORTED) {
                        for (var trouble : Trouble.values()) {
                            all.add(new EndCase(cloud, when, heard, reported, trouble));
                        }
                    }
                }
            }
        }
        return all;
    }

    Instant endedAt() {
        return when.at(cloud);
    }

    /** From when on the marketplace takes nothing any more, whatever the bridge plans. */
    Instant closesAt() {
        var hour = endedAt().plus(Duration.ofHours(1));
        var day = FinalWindow.hourOf(endedAt()).start().plus(Duration.ofHours(23));
        return cloud.equals("azure") ? day : hour;
    }

    /**
     * Why something may be lost, by the rules alone: no moment is left in which the usage is known, Orb and the cloud
     * answer and the marketplace still takes it. Null when nothing may be lost.
     */
    String excuse() {
        long from = Math.max(heardAfter, reportedAfter) * 60L;
        long to = Duration.between(endedAt(), closesAt()).toSeconds();
        long good = 0;
        for (long second = from; second < to; second++) {
            boolean bad = trouble.nodeIsDown(second) || trouble.orbIsDown(second) || trouble.cloudThrottles(second);
            good = bad ? 0 : good + 1;
            if (good >= ENOUGH.toSeconds()) {
                return null;
            }
        }
        if (heardAfter >= 59) {
            return "heard of when the marketplace takes nothing any more, or is about to";
        }
        return "%s, and in Orb only at +%d".formatted(trouble.text, reportedAfter);
    }
}
