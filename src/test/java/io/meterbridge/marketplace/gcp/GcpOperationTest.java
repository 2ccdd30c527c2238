package io.meterbridge.marketplace.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.HOUR;
import static io.meterbridge.marketplace.gcp.GcpRecords.METRIC;
import static io.meterbridge.marketplace.gcp.GcpRecords.SERVICE;
import static io.meterbridge.marketplace.gcp.GcpRecords.identity;
import static io.meterbridge.marketplace.gcp.GcpRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Proves("M-10")
class GcpOperationTest {

    @Test
    void theIdDependsOnConsumerMetricAndWindowOnly() {
        var id = GcpOperation.of(record(identity(SERVICE, "c", "int64"), METRIC, HOUR, 7)).id();

        assertThat(GcpOperation.of(record(identity(SERVICE, "c", "int64"), METRIC, HOUR, 7)).id())
                .isEqualTo(id);
        var ids = new HashSet<String>();
        ids.add(id);
        ids.add(GcpOperation.of(record(identity(SERVICE, "d", "int64"), METRIC, HOUR, 7)).id());
        ids.add(GcpOperation.of(record(identity(SERVICE, "c", "int64"), "another", HOUR, 7)).id());
        ids.add(GcpOperation.of(
                record(identity(SERVICE, "c", "int64"), METRIC, HOUR.plusSeconds(3600), 7)).id());
        assertThat(ids).hasSize(4);
    }

    @Test
    void theIdStaysWhatItWas() {
        // a new version must not report an unanswered window under another id
        assertThat(GcpOperation.of(record(identity(SERVICE, "project_number:42", "int64"), METRIC,
                HOUR, 7)).id()).isEqualTo("f3a19865-cc8e-56bc-82b6-decb2f034cec");
    }

    @Test
    void theIdIsANameBasedUuid() {
        var id = UUID.fromString(GcpOperation.of(GcpRecords.of("c", 1)).id());

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void windowsFollowEachOtherWithoutAGap() {
        var one = GcpOperation.of(record(identity(SERVICE, "c", "int64"), METRIC, HOUR, 1));
        var next = GcpOperation.of(
                record(identity(SERVICE, "c", "int64"), METRIC, HOUR.plus(Duration.ofHours(1)), 1));

        assertThat(next.start()).isEqualTo(one.end());
    }

    @Test
    void noWindowCrossesTheEndOfAPacificMonth() {
        var pacific = ZoneId.of("America/Los_Angeles");
        var month = YearMonth.of(2024, 1);
        for (int i = 0; i < 120; i++) {
            Instant boundary = month.plusMonths(i).atDay(1).atStartOfDay(pacific).toInstant();
            assertThat(boundary.getEpochSecond() % 3600).as("%s", boundary).isZero();
        }
    }

    @Test
    void theListingSaysWhetherUnitsAreDoubles() {
        assertThat(GcpOperation.of(record(identity(SERVICE, "c", "double"), METRIC, HOUR, 1))
                .asDouble()).isTrue();
        assertThat(GcpOperation.of(record(identity(SERVICE, "c", "int64"), METRIC, HOUR, 1))
                .asDouble()).isFalse();
    }
}
