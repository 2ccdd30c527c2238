package io.meterbridge.world;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * Lets a world's clock go on to the next instant that something waits for, but only while nobody is at work: a
 * claim must not go stale because a test's clock outran its owner.
 */
public final class PassingTime {

    /** The shortest step; permits to call Orb come back with time too. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(25);

    private final MeteringWorld world;
    private final Duration patience;

    /**
     * Time of a world.
     *
     * @param patience of the machine's time, for each of the waits below
     */
    public PassingTime(MeteringWorld world, Duration patience) {
        this.world = world;
        this.patience = patience;
    }

    /** Until an hour's run is finished. */
    public void untilFinished(String hour) {
        until("hour " + hour + " to finish", () -> world.jdbc().sql("""
                select count(*) from metering_run where hour = cast(:hour as timestamptz) and status = 'finished'""")
                .param("hour", hour).query(Long.class).single() == 1);
    }

    /** Until no record waits for anything but a human. */
    public void untilRecordsAreSettled() {
        until("all records to be settled", () -> world.jdbc().sql("""
                select count(*) from metering_record
                where status in ('frozen', 'sending') or status = 'unknown' and next_attempt_at < 'infinity'""")
                .query(Long.class).single() == 0);
    }

    /** Until an instant; what falls due before happens in its time. */
    public void until(Instant instant) {
        Awaitility.await("the clock to reach " + instant).atMost(patience).pollInterval(POLL).until(() -> {
            var now = world.clock().instant();
            if (now.isBefore(instant) && nobodyIsAtWork()) {
                var next = nextDue().map(due -> later(due, now.plus(STEP))).orElse(instant);
                world.clock().set(next.isBefore(instant) ? next : instant);
            }
            return !world.clock().instant().isBefore(instant);
        });
    }

    private void until(String what, BooleanSupplier reached) {
        Awaitility.await(what).atMost(patience).pollInterval(POLL).until(() -> {
            if (reached.getAsBoolean()) {
                return true;
            }
            if (nobodyIsAtWork()) {
                var soon = world.clock().instant().plus(STEP);
                world.clock().set(nextDue().map(due -> later(due, soon)).orElse(soon));
            }
            return false;
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Optional<Instant> nextDue() {
        return world.jdbc().sql("""
                select least(
                    (select min(next_attempt_at) from metering_record
                     where status in ('frozen', 'unknown') and next_attempt_at < 'infinity'),
                    (select min(greatest(a.next_read_at, b.paused_until))
                     from account a
                     join orb_budget b on b.seller_id = a.seller_id
                     join metering_run run on run.status = 'running' and run.hour > a.cursor_hour
                         and run.hour is distinct from a.failed_hour
                     where a.state <> 'detached'))""")
                .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    private boolean nobodyIsAtWork() {
        return world.jdbc().sql("""
                select not exists (select from metering_record where status = 'sending')
                   and not exists (select from account where lease_until is not null)""")
                .query(Boolean.class).single();
    }
}
