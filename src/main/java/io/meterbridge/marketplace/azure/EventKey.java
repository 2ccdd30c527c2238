package io.meterbridge.marketplace.azure;

import io.meterbridge.marketplace.RecordToSend;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What tells one record of a call from the others in its answer, and the slot at Azure: the plan is
 * no part of it. Azure promises no order, so results are matched on this.
 *
 * @param resource  id of the SaaS subscription in lower case
 * @param dimension the usage dimension
 * @param start     the record's {@code effectiveStartTime}
 */
public record EventKey(String resource, String dimension, Instant start) {

    public EventKey {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(start, "start");
    }

    /**
     * The key of an event as Azure repeats it.
     *
     * @return null when the event names no subscription, no dimension or no time
     */
    public static EventKey of(String resource, String dimension, Instant start) {
        return resource == null || dimension == null || start == null
                ? null : new EventKey(AzureIdentity.canonical(resource), dimension, start);
    }

    /** The day under which Azure sums up events of a subscription and dimension. */
    public static DaySum.Key dayOf(String resource, String dimension, LocalDate day) {
        return new DaySum.Key(AzureIdentity.canonical(resource), dimension, day);
    }

    /** The key under which Azure will answer for a record. */
    static EventKey of(RecordToSend item) {
        return new EventKey(
                item.identity().get(AzureIdentity.RESOURCE), item.dimension(), item.hour());
    }
}
