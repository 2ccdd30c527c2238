package io.meterbridge.marketplace.gcp;

import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Records and batches for tests. */
public final class GcpRecords {

    public static final Instant HOUR = Instant.parse("2026-11-20T13:00:00Z");
    public static final String SERVICE = "product.example.com";
    public static final String METRIC = "product.example.com/usage_fee";

    private GcpRecords() {
    }

    /** A record of the test's hour. */
    public static RecordToSend of(String consumer, long quantity) {
        return record(identity(SERVICE, consumer, "int64"), METRIC, HOUR, quantity);
    }

    /** What is frozen with a record. */
    public static Map<String, String> identity(String service, String consumer, String valueType) {
        return Map.of(GcpIdentity.SERVICE, service, GcpIdentity.CONSUMER, consumer,
                GcpIdentity.VALUE_TYPE, valueType);
    }

    /** Any record. */
    public static RecordToSend record(
            Map<String, String> identity, String metric, Instant hour, long quantity) {
        return attempted(identity, metric, hour, quantity, false, 0);
    }

    /** A record that was tried before. */
    public static RecordToSend attempted(Map<String, String> identity, String metric, Instant hour,
            long quantity, boolean uncertain, int attempts) {
        return new RecordToSend(UUID.randomUUID(), UUID.randomUUID(), identity, metric, hour,
                quantity, new BigDecimal("0.01"), "USD", null, "int64", uncertain, attempts);
    }

    /** A batch of a seller of its own, with a minute to go. */
    public static Batch batch(RecordToSend... records) {
        return batchOf(UUID.randomUUID(), TimeUnit.MINUTES.toNanos(1), records);
    }

    /** A batch of this seller that may leave for that long. */
    public static Batch batchOf(UUID sellerId, long nanosLeft, RecordToSend... records) {
        return new Batch(sellerId, "gcp", "service/" + SERVICE, "product", 1,
                System.nanoTime() + nanosLeft, Arrays.asList(records));
    }
}
