package io.meterbridge.hour;

import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.MeteringHour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Says for which hours a record of zero units is due: late enough that no real units need the slot any
 * more, early enough that the marketplace still takes it (money.md M-11).
 */
@Component("lateZeros")
public class LateZeros {

    private static final Duration AGE_MIN = Duration.ofHours(18);

    /** Zeros written in one statement; the next tick goes on. */
    private static final int ROWS_MAX = 1000;

    private final InstantSource clock;

    LateZeros(InstantSource clock) {
        this.clock = clock;
    }

    /** The parameters of {@code ledger/freeze-late-zeros.sql} for a cloud. */
    public Map<String, Object> of(String cloud) {
        var now = clock.instant();
        var rules = MarketplaceRules.of(cloud);
        var boundary = rules.monthStart(MeteringHour.containing(now));
        var oldest = MeteringHour.firstFrom(now.minus(rules.usageAgeMax()).plus(Duration.ofHours(1)));
        var newest = MeteringHour.containing(now.minus(AGE_MIN));
        if (rules.oldMonthIsAboutToClose(boundary, now)) {
            newest = MeteringHour.containing(boundary).previous();
        }
        if (!now.isBefore(rules.closesAt(oldest))) {
            oldest = MeteringHour.containing(boundary);
        }
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("cloud", cloud);
        parameters.put("oldest", utc(oldest.start()));
        parameters.put("newest", utc(newest.start()));
        parameters.put("sendableSeconds", rules.sendableFor().toSeconds());
        parameters.put("monthSendableSeconds", rules.sendableAfterMonth().toSeconds());
        parameters.put("limit", ROWS_MAX);
        parameters.put("now", utc(now));
        return parameters;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
