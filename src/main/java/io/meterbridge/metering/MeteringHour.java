package io.meterbridge.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One UTC hour, named by its start.
 *
 * @param start a whole hour
 */
public record MeteringHour(Instant start) implements Comparable<MeteringHour> {

    private static final Duration LENGTH = Duration.ofHours(1);

    public MeteringHour {
        Objects.requireNonNull(start, "start");
        if (!start.truncatedTo(ChronoUnit.HOURS).equals(start)) {
            throw new IllegalArgumentException("not the start of an hour: " + start);
        }
    }

    /** The hour an instant lies in. */
    public static MeteringHour containing(Instant instant) {
        return new MeteringHour(instant.truncatedTo(ChronoUnit.HOURS));
    }

    /** The first hour that lies wholly at or after an instant. */
    public static MeteringHour firstFrom(Instant instant) {
        var hour = containing(instant);
        return hour.start.equals(instant) ? hour : hour.next();
    }

    /** The newest hour that has ended by an instant. */
    public static MeteringHour lastCompletedAt(Instant instant) {
        return containing(instant).previous();
    }

    /** The instant the hour is over, exclusive. */
    public Instant end() {
        return start.plus(LENGTH);
    }

    public MeteringHour next() {
        return plus(1);
    }

    public MeteringHour previous() {
        return plus(-1);
    }

    public MeteringHour plus(long hours) {
        return new MeteringHour(start.plus(LENGTH.multipliedBy(hours)));
    }

    /** How many hours later another hour is; below zero when it is earlier. */
    public long hoursUntil(MeteringHour other) {
        return Duration.between(start, other.start).toHours();
    }

    public boolean isBefore(MeteringHour other) {
        return start.isBefore(other.start);
    }

    public boolean isAfter(MeteringHour other) {
        return start.isAfter(other.start);
    }

    @Override
    public int compareTo(MeteringHour other) {
        return start.compareTo(other.start);
    }
}
