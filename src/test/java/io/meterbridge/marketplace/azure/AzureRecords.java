package io.meterbridge.marketplace.azure;

import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Records and batches for tests. */
public final class AzureRecords {

    public static final Instant HOUR = Instant.parse("2026-11-20T13:00:00Z");
    public static final String DIMENSION = "units";
    public static final String PLAN = "gold";

    private AzureRecords() {
    }

    /** A record of a subscription, sent for the first time. */
    public static RecordToSend record(String subscription, Instant hour, long quantity) {
        return record(subscription, DIMENSION, PLAN, hour, quantity, false);
    }

    /** The same record after an attempt that may have arrived. */
    public static RecordToSend again(RecordToSend item) {
        return new RecordToSend(item.id(), item.contractId(), item.identity(), item.dimension(),
                item.hour(), item.quantity(), item.unitPrice(), item.currency(), item.plan(),
                item.valueType(), true, item.attempts() + 1);
    }

    /** Any record. */
    public static RecordToSend record(String subscription, String dimension, String plan,
            Instant hour, long quantity, boolean uncertain) {
        return new RecordToSend(UUID.randomUUID(), UUID.randomUUID(),
                Map.of(AzureIdentity.RESOURCE, subscription), dimension, hour, quantity,
                new BigDecimal("0.01"), "USD", plan, "int64", uncertain, 0);
    }

    /** A batch of a seller of its own, with a minute to go. */
    public static Batch batch(RecordToSend... records) {
        return batchOf(UUID.randomUUID(), TimeUnit.MINUTES.toNanos(1), records);
    }

    /** A batch of this seller that may leave for that long. */
    public static Batch batchOf(UUID sellerId, long nanosLeft, RecordToSend... records) {
        return new Batch(sellerId, "azure", AzureIdentity.LANE, "offer-1", 1,
                System.nanoTime() + nanosLeft, Arrays.asList(records));
    }

    /** The id of a subscription of its own. */
    public static String subscription() {
        return UUID.randomUUID().toString();
    }
}
