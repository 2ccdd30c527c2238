package io.meterbridge.time;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.IdGenerator;

/**
 * UUIDs of version 7 (RFC 9562): ordered by time, so that new rows land at the end of an index. The
 * twelve bits after the milliseconds hold the fraction of a millisecond and count up when ids come
 * faster than that, so ids of one process never go back.
 */
final class TimeOrderedIds implements IdGenerator {

    private static final int FRACTION_BITS = 12;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    TimeOrderedIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UUID generateId() {
        var tick = nextTick();
        var millis = tick >>> FRACTION_BITS;
        var fraction = tick & 0xFFF;
        var high = (millis << 16) | 0x7000 | fraction;
        var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private long nextTick() {
        var now = clock.instant();
        var fraction = (now.getNano() % NANOS_PER_MILLI << FRACTION_BITS) / NANOS_PER_MILLI;
        var tick = (now.toEpochMilli() << FRACTION_BITS) | fraction;
        return last.updateAndGet(previous -> Math.max(previous + 1, tick));
    }
}
