package io.meterbridge.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A metering record that an answer moved, for whoever wants to tell others about it: a step of a route after
 * {@code record-answers}. The move is committed.
 *
 * @param hour     start of the metering hour
 * @param status   where the record stands now, in the words of the API: {@code accepted}, {@code unknown}, …
 * @param quantity whole units of the dimension
 * @param value    units times unit price, exact
 */
public record MovedRecord(
        UUID id,
        UUID sellerId,
        UUID contractId,
        String cloud,
        String dimension,
        Instant hour,
        String status,
        long quantity,
        BigDecimal value,
        String currency) {

    /** Whether the marketplace booked it. */
    public boolean isAccepted() {
        return status.equals("accepted");
    }
}
