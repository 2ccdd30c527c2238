package io.meterbridge.time;

import io.meterbridge.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the database's clock is ahead of this machine's, measured every minute. Asking for
 * it never waits: the answer is the last measurement.
 */
public final class DatabaseOffset implements AutoCloseable {

    /** A machine that is further off than this has a broken clock. */
    public static final Duration TOLERATED = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOffset.class);
    private static final int SAMPLES = 3;

    private final JdbcClient jdbc;
    private final InstantSource machine;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "database-clock");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile Duration offset = Duration.ZERO;

    /** Nothing is measured yet; until then both count as the same. */
    public DatabaseOffset(JdbcClient jdbc, InstantSource machine) {
        this.jdbc = jdbc;
        this.machine = machine;
    }

    /** Measures at once, so that the first answer is right, then in the background. */
    DatabaseOffset measureEvery(Duration interval) {
        measure();
        timer.scheduleWithFixedDelay(this::measureAgain,
                interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Database time minus this machine's time. */
    public Duration skew() {
        return offset;
    }

    /** Whether this machine's clock is within {@link #TOLERATED} of the database's. */
    public boolean isTolerable() {
        return offset.abs().compareTo(TOLERATED) <= 0;
    }

    /**
     * How many of these this process may claim: none while its machine's clock is not {@link #isTolerable()}. What is
     * on its way goes on; whoever keeps time claims the rest.
     */
    public int claimable(int most) {
        return isTolerable() ? most : 0;
    }

    /**
     * Measures now. Of a few samples the one with the shortest round trip counts, and a difference
     * that the round trip itself explains changes nothing, so that the clock does not tremble.
     */
    public void measure() {
        Sample best = null;
        for (int i = 0; i < SAMPLES; i++) {
            var sample = sample();
            if (best == null || sample.roundTrip().compareTo(best.roundTrip()) < 0) {
                best = sample;
            }
        }
        if (best.offset().minus(offset).abs().compareTo(best.roundTrip()) > 0) {
            offset = best.offset();
        }
        if (!isTolerable()) {
            LOG.error("This machine's clock is {} away from the database's; nothing is claimed here until NTP has set it",
                    offset.negated());
        }
    }

    private Sample sample() {
        Instant before = machine.instant();
        long start = System.nanoTime();
        var database = jdbc.sql(Sql.of("time/read-database-clock"))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        var roundTrip = Duration.ofNanos(System.nanoTime() - start);
        return new Sample(
                Duration.between(before.plus(roundTrip.dividedBy(2)), database), roundTrip);
    }

    /** What the timer does: a database that is away is no reason to stop measuring. */
    void measureAgain() {
        try {
            measure();
        } catch (RuntimeException e) {
            LOG.warn("The database's clock cannot be read now; the last offset {} stands: {}",
                    offset, e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private record Sample(Duration offset, Duration roundTrip) {
    }
}
