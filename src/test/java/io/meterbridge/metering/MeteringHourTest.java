package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.stream.Stream;

/** One UTC hour, named by its start. */
class MeteringHourTest {

    private final MeteringHour ten = hour("2026-10-20T10:00:00Z");

    @Test
    void isNamedByAWholeHourOnly() {
        assertThatThrownBy(() -> hour("2026-10-20T10:00:01Z"))
                .hasMessageContaining("not the start of an hour");
    }

    @Test
    void findsTheHourOfAnInstant() {
        assertThat(MeteringHour.containing(Instant.parse("2026-10-20T10:59:59.999Z")))
                .isEqualTo(ten);
        assertThat(MeteringHour.containing(Instant.parse("2026-10-20T10:00:00Z"))).isEqualTo(ten);
    }

    @Test
    void findsTheFirstWholeHourOfALife() {
        assertThat(MeteringHour.firstFrom(Instant.parse("2026-10-20T10:00:00Z"))).isEqualTo(ten);
        assertThat(MeteringHour.firstFrom(Instant.parse("2026-10-20T09:00:00.001Z")))
                .isEqualTo(ten);
    }

    @Test
    void findsTheNewestHourThatIsOver() {
        assertThat(MeteringHour.lastCompletedAt(Instant.parse("2026-10-20T11:00:00Z")))
                .isEqualTo(ten);
        assertThat(MeteringHour.lastCompletedAt(Instant.parse("2026-10-20T10:59:59Z")))
                .isEqualTo(ten.previous());
    }

    @Test
    void countsThroughDaysAndMonths() {
        assertThat(hour("2026-10-31T23:00:00Z").next()).isEqualTo(hour("2026-11-01T00:00:00Z"));
        assertThat(ten.plus(-34)).isEqualTo(hour("2026-10-19T00:00:00Z"));
        assertThat(ten.end()).isEqualTo(Instant.parse("2026-10-20T11:00:00Z"));
    }

    @Test
    void isOrderedByTime() {
        assertThat(Stream.of(ten.next(), ten, ten.previous()).sorted())
                .containsExactly(ten.previous(), ten, ten.next());
        assertThat(ten.isBefore(ten.next())).isTrue();
        assertThat(ten.isAfter(ten)).isFalse();
    }

    private static MeteringHour hour(String start) {
        return new MeteringHour(Instant.parse(start));
    }
}
