package io.meterbridge.azure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as Azure repeats them: with an offset, with {@code Z}, or with neither, which means UTC. */
final class EventTime {

    private EventTime() {
    }

    /** The instant, or null when the text is none. */
    static Instant parse(String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            return parseAsUtc(text);
        }
    }

    private static Instant parseAsUtc(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
