package io.meterbridge.sandbox;

import java.time.Instant;

/**
 * Usage that the simulated AWS accepted, and so would bill.
 *
 * @param key the slot that it occupies
 * @param quantity whole units; 0 occupies the slot too
 * @param recordId the metering record id that every identical resend gets again
 * @param timesReceived how often the identical record came in, the first time included
 * @param foreign whether somebody else booked it, see {@code foreignUsage}
 */
public record AcceptedUsage(
        Key key,
        long quantity,
        String recordId,
        Instant acceptedAt,
        int timesReceived,
        boolean foreign) {

    /**
     * One slot; the marketplace bills the first record in it.
     *
     * @param region AWS tells duplicates apart by the region they were submitted to
     * @param identity buyer account and licence, or product code and buyer account
     * @param hour the start of the UTC hour
     */
    public record Key(String region, String identity, String dimension, Instant hour) {
    }

    AcceptedUsage receivedAgain() {
        return new AcceptedUsage(key, quantity, recordId, acceptedAt, timesReceived + 1, foreign);
    }
}
