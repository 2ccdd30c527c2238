package io.meterbridge.lifecycle;

import java.time.Instant;
import java.util.Locale;

/**
 * What a seller is told, once.
 *
 * @param key    the same however often and in whatever order the events behind it arrive
 * @param at     when it happened, by the marketplace's clock; terms hold from here
 * @param before terms before it, null where there were none
 * @param now    terms after it
 * @param found  true when somebody looked and found it, before any event spoke of it
 */
public record Change(Kind kind, String key, Instant at, Terms before, Terms now, boolean found) {

    /** The four kinds; the outgoing event's type is {@code contract.<kind>}. */
    public enum Kind {
        CREATED, MODIFIED, RENEWED, CANCELLED;

        /** As it stands in an event's type. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
