package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which records wait for a human. */
class HoldPolicyTest {

    private static final UUID CONTRACT = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final MeteringHour TEN = MeteringHour.containing(Instant.parse("2026-03-10T10:00:00Z"));

    @ParameterizedTest(name = "{0} units of {1} hours: held {2}")
    @CsvSource({
        "100, 1, false", "101, 1, true", "101, 2, false", "200, 2, false", "201, 2, true",
        "16800, 168, false", "16801, 168, true", "9223372036854775807, 9000000, true"
    })
    @Proves({"M-22", "R-08"})
    void theBoundGrowsWithTheHoursCovered(long units, long hours, boolean held) {
        var policy = new HoldPolicy(100L, null, false);

        assertThat(policy.judge(CONTRACT, units, hours, PastRecords.NONE))
                .isEqualTo(held ? Optional.of(Reason.HOLD_MAX_UNITS_PER_HOUR) : Optional.empty());
    }

    @ParameterizedTest(name = "after {0}: {1} units of {2} hours held {3}")
    @CsvSource({
        // median 10, so 25 are the most
        "10 10 10, 25, 1, false", "10 10 10, 26, 1, true", "10 10 10, 50, 2, false", "1 10 900, 26, 1, true",
        // median 15, so 37.5
        "10 20, 1000, 1, false", "5 10 20 900, 37, 1, false", "5 10 20 900, 38, 1, true",
        // nothing is usual yet
        "'', 1000000, 1, false", "1 1, 1000000, 1, false"
    })
    @Proves({"M-22", "R-08"})
    void soManyTimesTheUsualRecordAreTooMany(String past, long units, long hours, boolean held) {
        var policy = new HoldPolicy(null, new BigDecimal("2.5"), false);

        assertThat(policy.judge(CONTRACT, units, hours, past(past, Set.of())))
                .isEqualTo(held ? Optional.of(Reason.HOLD_MAX_MULTIPLE_OF_MEDIAN) : Optional.empty());
    }

    @Test
    @Proves("M-22")
    void aContractsFirstRecordWaitsUntilOneWasLetGo() {
        var policy = new HoldPolicy(100L, BigDecimal.TEN, true);

        assertThat(policy.judge(CONTRACT, 1, 1, past("", Set.of(OTHER)))).contains(Reason.HOLD_FIRST_RECORD);
        assertThat(policy.judge(CONTRACT, 1, 1, past("", Set.of(OTHER, CONTRACT)))).isEmpty();
        assertThat(policy.judge(CONTRACT, 101, 1, past("", Set.of(CONTRACT))))
                .contains(Reason.HOLD_MAX_UNITS_PER_HOUR);
    }

    @Test
    void aPolicyThatSaysNothingHoldsNothing() {
        assertThat(new HoldPolicy(null, null, false).judge(CONTRACT, Long.MAX_VALUE, 1, PastRecords.NONE)).isEmpty();
    }

    @ParameterizedTest(name = "settled {0} hours before, waiting {1}, last record {2} hours before: {3} hours")
    @CsvSource(nullValues = "none", value = {
        "1, false, 1, 1", "3, false, 9, 3", "1, true, 2, 2", "1, true, 9, 9",
        // no record yet: since the account's first hour
        "1, true, none, 21", "1, true, 40, 21", "1, false, none, 1",
        // an hour run again covers at least itself
        "0, false, 0, 1", "-2, false, 1, 1"
    })
    @Proves("M-22")
    void aRecordCoversTheHoursWhoseUnitsWereStillOpen(int settled, boolean waited, Integer last, long hours) {
        var past = new PastRecords(List.of(), last == null ? null : TEN.plus(-last), Set.of(), Set.of());

        assertThat(past.hoursCovered(TEN, TEN.plus(-settled), waited, TEN.plus(-20))).isEqualTo(hours);
    }

    private static PastRecords past(String units, Set<UUID> begun) {
        var all = Arrays.stream(units.split(" ")).filter(text -> !text.isEmpty()).map(Long::valueOf).toList();
        return new PastRecords(all, TEN.previous(), begun, Set.of());
    }
}
