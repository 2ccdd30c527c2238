package io.meterbridge.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123456Z");

    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);

    @Test
    void idsAreUuidsOfVersionSevenOfTheirMillisecond() {
        var id = ids.generateId();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void laterIdsSortAfterEarlierOnesAsTextAlsoWithinAMicrosecond() {
        var previous = ids.generateId().toString();
        for (int i = 0; i < 10_000; i++) {
            now = NOON.plusNanos(i / 100 * 1000L);
            var next = ids.generateId().toString();
            assertThat(next).isGreaterThan(previous);
            previous = next;
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotBringIdsBack() {
        var before = ids.generateId().toString();
        now = NOON.minusSeconds(3600);

        assertThat(ids.generateId().toString()).isGreaterThan(before);
    }

    @Test
    void idsOfManyThreadsNeverRepeat() throws InterruptedException {
        var seen = ConcurrentHashMap.<UUID>newKeySet();
        var pool = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            pool.execute(() -> {
                for (int j = 0; j < 5_000; j++) {
                    seen.add(ids.generateId());
                }
            });
        }
        pool.shutdown();

        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(seen).hasSize(40_000);
    }

    @Test
    void twoProcessesAtOneInstantMakeDifferentIds() {
        var seen = new HashSet<UUID>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(new TimeOrderedIds(clock).generateId());
        }

        assertThat(seen).hasSize(1_000);
    }
}
