package io.meterbridge.marketplace;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * One frozen metering record as a marketplace call needs it. Nothing in it ever changes, so every resend
 * is identical to the first.
 *
 * @param id          the record
 * @param contractId  the contract it is for
 * @param identity    the fields that name the buyer to the cloud, for example {@code CustomerAWSAccountId}
 * @param dimension   the usage dimension, in the cloud's spelling
 * @param hour        start of the UTC hour the units are stamped with
 * @param usageEnd    the last instant of its usage where that is not the hour's end, or null
 * @param quantity    whole units, zero or more
 * @param unitPrice   price of one unit in {@code currency}
 * @param plan        the plan at that hour, or null where the cloud has none
 * @param valueType   how the cloud wants the quantity, {@code int64} or {@code double}
 * @param uncertain   true when an earlier attempt may have arrived
 * @param attempts    how many attempts were made before this one
 * @param lastUsage   whether its contract has ended and what is left of it is being told
 */
public record RecordToSend(
        UUID id,
        UUID contractId,
        Map<String, String> identity,
        String dimension,
        Instant hour,
        Instant usageEnd,
        long quantity,
        BigDecimal unitPrice,
        String currency,
        String plan,
        String valueType,
        boolean uncertain,
        int attempts,
        boolean lastUsage) {

    public RecordToSend {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(hour, "hour");
        identity = Map.copyOf(identity);
        if (quantity < 0) {
            throw new IllegalArgumentException("quantity is below zero: " + quantity);
        }
    }

    /** A record of a whole hour of a contract that goes on. */
    public RecordToSend(UUID id, UUID contractId, Map<String, String> identity, String dimension, Instant hour,
            long quantity, BigDecimal unitPrice, String currency, String plan, String valueType,
            boolean uncertain, int attempts) {
        this(id, contractId, identity, dimension, hour, null, quantity, unitPrice, currency, plan, valueType,
                uncertain, attempts, false);
    }
}
