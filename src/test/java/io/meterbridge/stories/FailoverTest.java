package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away under the running application in the middle of an hour, as in a failover. */
class FailoverTest extends Story {

    private static final String HOUR = "2026-05-20T14:00:00Z";
    private static final int CONTRACTS = 12;
    private static final int CUTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<WorldContract> contracts = new ArrayList<>();
    private final List<OrbSubscription> subscriptions = new ArrayList<>();

    @AfterEach
    void theDatabaseIsThere() {
        world().database().comeBack();
    }

    @Test
    @Proves("R-50")
    void anHourThatLosesItsDatabaseEndsAsItWouldHaveEnded() throws InterruptedException {
        at("2026-05-20T14:30:00Z");
        var seller = seller();
        for (int i = 1; i <= CONTRACTS; i++) {
            var contract = seller.contract(HOUR);
            var subscription = contract.subscription("2026-05-20T00:00:00Z");
            WorldContract.use(subscription, "2026-05-20T14:40:00Z", new BigDecimal("1.005").add(cents(i)).toString());
            contracts.add(contract);
            subscriptions.add(subscription);
        }
        var api = SellersApi.of(world(), seller);
        at("2026-05-20T15:05:00Z");
        var reading = orb().costsFaults().next(1).holdBeforeWork();
        var sending = aws().faults().next(1).holdAfterWork();
        world().open(HOUR);
        try {
            reading.awaitArrival(PATIENCE);
            sending.awaitArrival(PATIENCE);
            world().database().goAway();
        } finally {
            reading.release();
            sending.release();
        }
        assertThat(api.get("/contracts").is(503).response().headers().firstValue("retry-after")).isPresent();
        world().database().comeBack();
        for (int i = 0; i < CUTS; i++) {
            world().database().cut();
            goOn();
        }

        Awaitility.await("the hour to end").atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
            goOn();
            return hasEnded();
        });
        for (int i = 1; i <= CONTRACTS; i++) {
            assertThat(told(contracts.get(i - 1))).containsExactly("20T14 accepted " + (100 + i));
            assertThat(contracts.get(i - 1).acceptedUnits()).isEqualTo(100 + i);
            assertLeft(subscriptions.get(i - 1), "0.005");
        }
        api.get("/contracts").is(200);
        assertThat(api.outside("/observe/health/ready").status()).isEqualTo(200);
    }

    private static BigDecimal cents(int number) {
        return BigDecimal.valueOf(number, 2);
    }

    /** What was being done when the database went is taken up once its lease is over. */
    private static void goOn() {
        pass(Duration.ofSeconds(5));
    }

    private static boolean hasEnded() {
        return world().jdbc().sql("""
                select exists (select from metering_run
                               where hour = cast(:hour as timestamptz) and status = 'finished')
                   and not exists (select from metering_record
                                   where hour = cast(:hour as timestamptz) and status in ('frozen', 'sending', 'unknown'))
                """).param("hour", HOUR).query(Boolean.class).single();
    }
}
