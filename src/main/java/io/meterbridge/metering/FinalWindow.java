package io.meterbridge.metering;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The time after a contract's end in which its last usage is read and told (money.md M-24). The earliest signal of
 * the end plans the reads; the latest one says when it is over.
 *
 * @param endedAt the earliest instant that any signal gave for the end
 * @param closesAt from when on the marketplace takes nothing any more
 * @param reads when Orb is read, oldest first
 */
public record FinalWindow(Instant endedAt, Instant closesAt, List<Instant> reads) {

    /** Held records of a contract that ended are decided by then, counted from its end (money.md M-22). */
    public static final Duration HOLDS_DECIDED_AFTER = Duration.ofMinutes(40);

    /** A read that failed is made again this much later. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(20);

    /** How long before the end what was read last has to do, when Orb does not answer. */
    private static final Duration LAST_RESORT = Duration.ofMinutes(4);

    /** Azure takes usage of an hour for a day; the hour that is left is for getting it there. */
    private static final Duration AZURE_WINDOW = Duration.ofHours(23);

    /** An end that is heard of when it is too late is still tried: the marketplace alone knows its clock. */
    private static final Duration LAST_TRY = Duration.ofMinutes(5);

    /** What could not be told yet is looked at again, often while the hour lasts and seldom after it. */
    private static final Duration AGAIN = Duration.ofMinutes(2);

    private static final Duration SELDOM = Duration.ofMinutes(30);

    public FinalWindow {
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(closesAt, "closesAt");
        reads = reads.stream().sorted().toList();
    }

    /**
     * The window of an end.
     *
     * @param cloud the marketplace, as the API names it
     * @param earliest the earliest instant that any signal gave
     * @param latest the latest such instant
     * @param heardAt when the signal was worked on
     * @param reads when Orb is read, counted from the end
     * @param window how long the marketplace takes usage after the end; on Azure at least that
     */
    public static FinalWindow of(
            String cloud,
            Instant earliest,
            Instant latest,
            Instant heardAt,
            List<Duration> reads,
            Duration window) {
        var closes = latest.plus(window);
        if ("azure".equals(cloud)) {
            closes = later(closes, hourOf(earliest).start().plus(AZURE_WINDOW));
        }
        return new FinalWindow(
                earliest,
                later(closes, heardAt.plus(LAST_TRY)),
                reads.stream().map(earliest::plus).toList());
    }

    /** The hour whose slot was still free when the contract ended: the one that its last second lies in. */
    public static MeteringHour hourOf(Instant endedAt) {
        return MeteringHour.containing(endedAt.minusSeconds(1));
    }

    /** When Orb is read first: as planned, or at once when that has passed. */
    public Instant firstRead(Instant heardAt) {
        return reads.isEmpty() ? heardAt : later(reads.get(0), heardAt);
    }

    /** How many reads are planned after one that is made now. */
    public int laterReads(Instant now) {
        return (int) reads.stream().filter(read -> read.isAfter(now)).count();
    }

    /** Whether the marketplace takes nothing any more. */
    public boolean isOver(Instant now) {
        return !now.isBefore(closesAt);
    }

    /** Whether a read that fails now may be the last: then what was read before it is told. */
    public static boolean isLastResort(Instant closesAt, Instant now) {
        return !now.isBefore(closesAt.minus(LAST_RESORT)) && now.isBefore(closesAt);
    }

    /**
     * When Orb is read after a read that was made now.
     *
     * @param answered whether Orb told the cost
     * @param unitsLeft whether whole units are known that no record carries
     * @return null when there is nothing left to read
     */
    public Instant next(Instant now, boolean answered, boolean unitsLeft) {
        if (!answered) {
            return now.plus(RETRY_AFTER);
        }
        var planned = reads.stream().filter(read -> read.isAfter(now)).findFirst();
        if (planned.isPresent()) {
            return planned.get();
        }
        return unitsLeft ? now.plus(now.isBefore(endedAt.plus(Duration.ofHours(1))) ? AGAIN : SELDOM) : null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
