package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.ReportedUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's months end at midnight in Los Angeles and are closed an hour later. */
class GcpPacificMonthTest {

    private MeteringWorld world;

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    @Proves({"M-12", "R-52"})
    void whatEndedByThePacificMonthIsBilledInItsOwn() {
        world = MeteringWorld.at("2026-04-01T06:05:00Z");
        var contract = world.seller("2026-03-01").gcpContract("2026-03-01T00:00:00Z");
        var subscription = contract.unmapped("2026-03-01T08:00:00Z").timezone("America/Los_Angeles");
        contract.mapTo(subscription);
        WorldContract.use(subscription, "2026-04-01T05:20:00Z", "1.00");
        world.meter("2026-04-01T05:00:00Z");

        // 23:40 and 00:01 in Los Angeles: the run five minutes after midnight sees both
        WorldContract.use(subscription, "2026-04-01T06:40:00Z", "2.00");
        WorldContract.use(subscription, "2026-04-01T07:01:00Z", "4.00");
        world.clock().set(Instant.parse("2026-04-01T07:05:00Z"));
        world.meter("2026-04-01T06:00:00Z");
        world.clock().set(Instant.parse("2026-04-01T08:05:00Z"));
        world.meter("2026-04-01T07:00:00Z");

        assertThat(contract.reported()).extracting(usage -> usage.start().toString(), ReportedUsage::quantity,
                ReportedUsage::month).containsExactly(
                        tuple("2026-04-01T05:00:00Z", new BigDecimal("100"), YearMonth.of(2026, 3)),
                        tuple("2026-04-01T06:00:00Z", new BigDecimal("200"), YearMonth.of(2026, 3)),
                        tuple("2026-04-01T07:00:00Z", new BigDecimal("400"), YearMonth.of(2026, 4)));
        assertThat(world.sandbox().google().breaches()).isEmpty();
    }

    @Test
    @Proves({"M-12", "R-21"})
    void whatCouldNotBeSentBeforeThePacificMonthClosedIsBilledInTheNext() {
        world = MeteringWorld.at("2026-04-01T07:05:00Z");
        var contract = world.seller("2026-03-01").gcpContract("2026-03-01T00:00:00Z");
        var subscription = contract.unmapped("2026-03-01T08:00:00Z").timezone("America/Los_Angeles");
        contract.mapTo(subscription);
        WorldContract.use(subscription, "2026-04-01T06:40:00Z", "2.00");
        world.sandbox().google().reportFaults().always().throttle();
        world.open("2026-04-01T06:00:00Z");
        Awaitility.await("the throttled attempt").atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> contract.records().stream().anyMatch(record ->
                        record.get("attempts").equals(1) && record.get("status").equals("frozen")));

        world.clock().set(Instant.parse("2026-04-01T08:05:00Z"));
        world.awaitFinished("2026-04-01T06:00:00Z");
        world.sandbox().google().reportFaults().calm();
        world.meter("2026-04-01T07:00:00Z");

        assertThat(contract.records().get(1)).containsEntry("status", "expired")
                .containsEntry("reason", "window-closed");
        assertThat(contract.reported()).extracting(ReportedUsage::quantity, ReportedUsage::month)
                .containsExactly(tuple(new BigDecimal("200"), YearMonth.of(2026, 4)));
    }
}
