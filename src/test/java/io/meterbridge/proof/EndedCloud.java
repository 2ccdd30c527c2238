package io.meterbridge.proof;

import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.metering.MeteringHour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** A marketplace that books what its own rules allow after a contract's end, whatever the bridge believes. */
final class EndedCloud {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final EndCase end;
    private final Map<MeteringHour, EndedRecord> slots = new HashMap<>();

    EndedCloud(EndCase end) {
        this.end = end;
    }

    long units() {
        return slots.values().stream().mapToLong(record -> record.units).sum();
    }

    boolean holds(EndedRecord record) {
        return slots.get(record.hour) == record;
    }

    Answer send(EndedRecord record, Instant now) {
        long second = Duration.between(end.endedAt(), now).toSeconds();
        if (end.trouble().cloudThrottles(second)) {
            return new Answer(record.id, Outcome.LATER, "throttled", null, null, null, Duration.ofMinutes(10), null);
        }
        if (end.trouble().cloudIsSilent(second)) {
            if (end.trouble() == EndCase.Trouble.UNKNOWN_BOOKED) {
                slots.putIfAbsent(record.hour, record);
            }
            return answer(record, Outcome.NO_ANSWER);
        }
        if (holds(record)) {
            return answer(record, Outcome.ACCEPTED);
        }
        if (!isTaken(record, now)) {
            return answer(record, Outcome.REFUSED);
        }
        return answer(record, slots.putIfAbsent(record.hour, record) == null ? Outcome.ACCEPTED : Outcome.DUPLICATE);
    }

    private boolean isTaken(EndedRecord record, Instant now) {
        boolean dayOld = !record.hour.start().plus(Duration.ofHours(24)).isAfter(now);
        boolean startsBeforeTheEnd = record.hour.start().isBefore(end.endedAt());
        boolean hourIsOver = !now.isBefore(end.endedAt().plus(Duration.ofHours(1)));
        return !dayOld && startsBeforeTheEnd && switch (end.cloud()) {
            case "aws" -> !hourIsOver && isBeforeCutOff(record, now, UTC, Duration.ofHours(6));
            // usage of after the cancellation is never new usage
            case "gcp" -> !hourIsOver && isBeforeCutOff(record, now, PACIFIC, Duration.ofHours(1))
                    && (now.isBefore(end.endedAt()) || record.usageEnd.isBefore(end.endedAt()));
            default -> true;
        };
    }

    private static boolean isBeforeCutOff(EndedRecord record, Instant now, ZoneId zone, Duration cutOff) {
        var month = record.hour.start().atZone(zone).toLocalDate().withDayOfMonth(1).plusMonths(1)
                .atStartOfDay(zone).toInstant();
        return now.isBefore(month.plus(cutOff));
    }

    private static Answer answer(EndedRecord record, Outcome outcome) {
        return Answer.of(record.id, outcome, outcome.code());
    }
}
