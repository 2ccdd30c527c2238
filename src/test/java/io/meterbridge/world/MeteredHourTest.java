package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MeteredHourTest {

    private static MeteringWorld world;

    @BeforeAll
    static void start() {
        world = MeteringWorld.at("2026-03-10T15:05:00Z");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    @Proves({"R-02", "M-03"})
    void wholeUnitsAreAcceptedAndTheRestIsCarried() {
        var contract = world.seller("2026-03-01").contract("2026-03-10T14:00:00Z");
        var subscription = contract.subscription("2026-03-10T00:00:00Z");
        WorldContract.use(subscription, "2026-03-10T14:20:00Z", "12.349");

        world.meter("2026-03-10T14:00:00Z");

        assertThat(contract.acceptedUnits()).isEqualTo(1234);
        var record = world.recordsOf(contract).get(0);
        assertThat(record).containsEntry("status", "accepted").containsEntry("quantity", 1234L);
        assertThat((BigDecimal) record.get("value")).isEqualByComparingTo("12.34");
        assertThat(world.left(subscription)).isEqualByComparingTo("0.009");
    }

    @Test
    @Proves({"M-13", "R-13"})
    void aLostAnswerIsProvenByAnIdenticalResend() {
        var contract = world.seller("2026-03-01").contract("2026-03-10T14:00:00Z");
        var subscription = contract.subscription("2026-03-10T00:00:00Z");
        WorldContract.use(subscription, "2026-03-10T14:20:00Z", "3.00");
        world.sandbox().aws().faults().next(1).loseAnswerAfterAccept();

        world.meter("2026-03-10T14:00:00Z");
        assertThat(status(contract)).isEqualTo("unknown");
        world.clock().advance(Duration.ofSeconds(11));
        world.awaitSettledRecords();

        assertThat(status(contract)).isEqualTo("accepted");
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    private static String status(WorldContract contract) {
        return world.jdbc().sql("select status from metering_record where contract_id = :id")
                .param("id", contract.id()).query(String.class).single();
    }
}
