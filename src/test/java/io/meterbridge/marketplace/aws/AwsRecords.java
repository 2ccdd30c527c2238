package io.meterbridge.marketplace.aws;

import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Records and batches for tests. */
public final class AwsRecords {

    public static final Instant HOUR = Instant.parse("2026-11-20T13:00:00Z");
    public static final String PRODUCT = "prod-1";
    public static final String DIMENSION = "units";

    private AwsRecords() {
    }

    /** A record that names its buyer by licence. */
    public static RecordToSend byLicense(String account, String licenseArn, long quantity) {
        return record(
                Map.of(AwsIdentity.CUSTOMER_ACCOUNT, account, AwsIdentity.LICENSE_ARN, licenseArn),
                DIMENSION, HOUR, quantity);
    }

    /** A record that names its buyer by product and account. */
    public static RecordToSend byAccount(String account, Instant hour, long quantity) {
        return record(
                Map.of(AwsIdentity.PRODUCT_CODE, PRODUCT, AwsIdentity.CUSTOMER_ACCOUNT, account),
                DIMENSION, hour, quantity);
    }

    /** Any record. */
    public static RecordToSend record(
            Map<String, String> identity, String dimension, Instant hour, long quantity) {
        return new RecordToSend(UUID.randomUUID(), UUID.randomUUID(), identity, dimension, hour,
                quantity, new BigDecimal("0.01"), "USD", null, "int64", false, 0);
    }

    /** A batch of a seller of its own, with a minute to go. */
    public static Batch batch(RecordToSend... records) {
        return batchOf(UUID.randomUUID(), TimeUnit.MINUTES.toNanos(1), records);
    }

    /** A batch of this seller that may leave for that long. */
    public static Batch batchOf(UUID sellerId, long nanosLeft, RecordToSend... records) {
        return new Batch(sellerId, "aws", "aws/license/" + PRODUCT, PRODUCT, 1,
                System.nanoTime() + nanosLeft, Arrays.asList(records));
    }
}
