package io.meterbridge.webhook;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to a seller.
 *
 * @param occurredAt when it happened, by whoever says so; the {@code timestamp} of the body
 * @param deadlineAt until when the seller has to act, or null; deliveries are tried more often
 *     before it
 * @param data       what {@link EventType} says its data are, as a map, record or JSON tree; spelled
 *     as the API spells its answers
 */
public record OutgoingEvent(EventType type, Instant occurredAt, Instant deadlineAt, Object data) {

    /** Only the deadline may be missing. */
    public OutgoingEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(data, "data");
    }

    /** An event that asks for nothing by a certain time. */
    public static OutgoingEvent of(EventType type, Instant occurredAt, Object data) {
        return new OutgoingEvent(type, occurredAt, null, data);
    }
}
