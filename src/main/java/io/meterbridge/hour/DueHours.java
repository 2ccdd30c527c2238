package io.meterbridge.hour;

import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.metering.MeteringHour;
import java.text.ParseException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Says which hour is due. The clock only says "look": a fire that was missed, or came late, or came twice,
 * changes nothing.
 */
@Component("dueHours")
public class DueHours {

    private final InstantSource clock;
    private final CronExpression cron;
    private final boolean automatic;

    DueHours(InstantSource clock, MeterbridgeProperties settings) throws ParseException {
        this.clock = clock;
        this.cron = new CronExpression(settings.metering().cron());
        this.cron.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        this.automatic = settings.metering().automatic();
    }

    /** Whether hours are opened by the clock at all. */
    public boolean areOpenedByTheClock() {
        return automatic;
    }

    /** The newest completed hour whose time to be looked at has come, as a database timestamp. */
    public OffsetDateTime newest() {
        var now = clock.instant();
        var hour = MeteringHour.lastCompletedAt(now);
        var firstFire = cron.getNextValidTimeAfter(Date.from(hour.end().minusSeconds(1)));
        boolean due = firstFire != null && !firstFire.toInstant().isAfter(now);
        return (due ? hour : hour.previous()).start().atOffset(ZoneOffset.UTC);
    }

    /** The time, as a database timestamp. */
    public OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
