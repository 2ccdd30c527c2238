package io.meterbridge.marketplace.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meterbridge.marketplace.RecordToSend;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One record as Service Control takes it: a delta of one metric over one window. Windows are the UTC
 * hours, so they follow each other without a gap, never overlap, and none crosses midnight in US
 * Pacific time, where Google's months end. The last one ends with its entitlement: usage of after that is refused.
 *
 * @param id       the same for the same consumer, metric and window, however often it is sent
 * @param consumer the entitlement's {@code usageReportingId}
 * @param metric   the metric's full name
 * @param start    start of the window
 * @param end      end of the window
 * @param quantity whole units
 * @param asDouble whether the metric is defined as a double
 */
public record GcpOperation(
        String id,
        String consumer,
        String metric,
        Instant start,
        Instant end,
        long quantity,
        boolean asDouble) {

    private static final Duration WINDOW = Duration.ofHours(1);

    /** Names that mean our operations; any fixed value would do, none may replace it. */
    private static final UUID NAMESPACE = UUID.fromString("5b0c55f3-5a0f-4c37-9d3c-6f2f0b7c4e19");

    /** The operation that reports a record. */
    public static GcpOperation of(RecordToSend item) {
        var consumer = item.identity().get(GcpIdentity.CONSUMER);
        var end = item.usageEnd() == null ? item.hour().plus(WINDOW) : item.usageEnd();
        return new GcpOperation(
                idOf(consumer, item.dimension(), item.hour(), end).toString(),
                consumer, item.dimension(), item.hour(), end, item.quantity(),
                GcpIdentity.DOUBLE.equals(item.identity().get(GcpIdentity.VALUE_TYPE)));
    }

    /** A name-based UUID of version 5 (RFC 9562), which Google recommends for telling duplicates. */
    static UUID idOf(String consumer, String metric, Instant start, Instant end) {
        var name = String.join("\n", consumer, metric, start.toString(), end.toString());
        var digest = sha1();
        digest.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits()).array());
        var hash = ByteBuffer.wrap(digest.digest(name.getBytes(UTF_8)));
        long most = hash.getLong() & ~0xf000L | 0x5000L;
        long least = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
