package io.meterbridge.marketplace;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The {@code Retry-After} header of an answer (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {
    }

    /**
     * How long the cloud asks to wait, at most a day, or null when it does not say so in a way that
     * can be understood.
     *
     * @param header whole seconds or an HTTP date; may be null
     * @param now    what a date is counted from
     */
    public static Duration parse(String header, Instant now) {
        if (header == null) {
            return null;
        }
        var text = header.trim();
        return text.matches("[0-9]{1,9}") ? bounded(Duration.ofSeconds(Long.parseLong(text)))
                : untilDate(text, now);
    }

    private static Duration untilDate(String text, Instant now) {
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return bounded(Duration.between(now, date));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
