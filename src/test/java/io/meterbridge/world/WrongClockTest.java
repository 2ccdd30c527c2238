package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A replica whose machine has lost the time leaves the work to others until it is right again. */
class WrongClockTest {

    private static final String HOUR = "2026-03-10T14:00:00Z";
    private static final Duration LONG_ENOUGH_TO_BE_CLAIMED = Duration.ofSeconds(3);

    @AutoClose
    private final MeteringWorld world = MeteringWorld.at("2026-03-10T15:05:00Z");

    @Test
    @Proves("R-51")
    void nothingIsClaimedWhileTheClockIsWrong() {
        var contract = world.seller("2026-03-01").contract(HOUR);
        var subscription = contract.subscription("2026-03-10T00:00:00Z");
        WorldContract.use(subscription, "2026-03-10T14:20:00Z", "3.00");

        world.machineIsAheadBy(Duration.ofMinutes(5));
        world.open(HOUR);
        Awaitility.await("nobody to claim the account").during(LONG_ENOUGH_TO_BE_CLAIMED)
                .atMost(LONG_ENOUGH_TO_BE_CLAIMED.multipliedBy(4)).until(() -> leases() == 0);
        assertThat(world.recordsOf(contract)).isEmpty();

        world.machineIsAheadBy(Duration.ZERO);
        world.awaitFinished(HOUR);
        world.awaitSettledRecords();
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    /** Every claim of an account gives it a new token. */
    private long leases() {
        return world.jdbc().sql("select count(*) from account where claim_token > 0").query(Long.class).single();
    }
}
