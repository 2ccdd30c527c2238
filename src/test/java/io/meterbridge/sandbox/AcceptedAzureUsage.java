package io.meterbridge.sandbox;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Usage that the simulated Azure accepted, and so would bill.
 *
 * @param quantity as sent; not always whole when somebody else sent it
 * @param start the event's own time, anywhere in the hour
 * @param eventId the receipt
 * @param timesReceived how often an event for the slot came in, the first one included
 * @param foreign whether somebody else booked it, see {@code foreignUsage}
 */
public record AcceptedAzureUsage(
        Key key,
        BigDecimal quantity,
        String planId,
        Instant start,
        String eventId,
        Instant acceptedAt,
        int timesReceived,
        boolean foreign) {

    /**
     * One slot; the first event in it is billed. The plan is no part of it.
     *
     * @param hour the start of the UTC hour
     */
    public record Key(String resourceId, String dimension, Instant hour) {
    }

    AcceptedAzureUsage receivedAgain() {
        return new AcceptedAzureUsage(key, quantity, planId, start, eventId, acceptedAt,
                timesReceived + 1, foreign);
    }
}
