package io.meterbridge.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as it came, not looked at yet.
 *
 * @param sellerId    whom its queue, subscription or address belongs to
 * @param cloud       {@code aws}, {@code azure}, {@code gcp} or {@code orb}
 * @param transport   {@code sqs}, {@code webhook}, {@code service-bus}, {@code pub-sub}, {@code poll} or {@code landing}
 * @param transportId what the transport calls this message, or null; the same again when it is delivered again
 * @param sentAt      when the transport took it, or null; used when the message names no instant of its own
 */
public record RawMessage(UUID sellerId, String cloud, String transport, String transportId, byte[] body,
        Instant sentAt) {
}
