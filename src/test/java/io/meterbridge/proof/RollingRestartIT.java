package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.proof.Client.FirstHour;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two replicas on one database are asked to stop and started again one after the other, as a rolling update does,
 * while an hour is metered.
 */
class RollingRestartIT {

    private static final int ACCOUNTS = Proof.size(80, 1000);
    private static final Duration PATIENCE = Duration.ofMinutes(Proof.size(4, 15));

    /** What Kubernetes waits before it kills: terminationGracePeriodSeconds of both overlays, or less. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Random random = new Random(11);
    private final Sandbox sandbox = Sandbox.start(SandboxClock.running());
    private final ExternalDatabase database = ExternalDatabase.start();
    private final JdbcClient jdbc = database.owner();
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
    private final BridgeProcess first = process("rolling-1");
    private final BridgeProcess second = process("rolling-2");

    private BridgeProcess process(String name) {
        var environment = new HashMap<>(BridgeProcess.settings(sandbox));
        environment.putAll(database.environment());
        // slow enough that the hour outlives both restarts
        environment.put("METERBRIDGE_ORB_REQUESTS_PER_SECOND", Integer.toString(Math.max(2, ACCOUNTS / 40)));
        return new BridgeProcess(name, environment);
    }

    @AfterEach
    void stop() throws InterruptedException {
        first.close();
        second.close();
        database.close();
        sandbox.close();
    }

    @Test
    @Proves({"R-12", "R-53"})
    void aRollingRestartUnderLoadLosesNothingAndDoublesNothing() throws InterruptedException {
        var proof = Proof.of("rolling-restart", "Two replicas restart one after the other while an hour is metered.");
        sandbox.aws().quota(false);
        // at once, on a new database: both migrate it and both enter the clock's job
        first.start();
        second.start();
        first.awaitReady();
        second.awaitReady();
        var client = new Client(sandbox, second.port(), new FirstHour(hour));
        IntStream.range(0, ACCOUNTS).forEach(number -> client.newBuyer(new FirstHour(hour))
                .use(hour.plusSeconds(60), BigDecimal.valueOf(1000 + random.nextInt(1_000_000), 5)));

        var answer = sandbox.aws().faults().next(1).holdAfterWork();
        client.open(hour);
        answer.awaitArrival(Duration.ofSeconds(60));
        var stops = new ArrayList<Long>();
        for (var replica : owner().equals(first.name())
                ? new BridgeProcess[] {first, second} : new BridgeProcess[] {second, first}) {
            var other = replica == first ? second : first;
            client.callAt(other.port());
            stops.add(stopped(replica).toMillis());
            assertThat(sendingOf(replica)).as("left sending by " + replica.name()).isZero();
            answer.release();
            replica.start().awaitReady();
        }
        client.awaitFinished(hour, PATIENCE);
        client.awaitSettledRecords(PATIENCE);

        var accepted = client.accepted();
        assertThat(accepted).hasSize(ACCOUNTS);
        Equality.holds(accepted, new Marketplaces(sandbox).billed());
        client.assertLessThanAUnitIsLeft(List.of());
        proof.figure("accounts", ACCOUNTS).figure("records accepted", accepted.size())
                .figure("milliseconds each stop took", stops).figure("left sending", 0)
                .figure("lost", 0).figure("doubled", 0).write();
    }

    /** Whose call AWS has not answered yet. */
    private String owner() {
        return Awaitility.await("a call on its way").until(() -> jdbc.sql("""
                select split_part(a.owner, '/', 1) from metering_attempt a
                join metering_record r on r.id = a.record_id and r.claim_token = a.claim_token
                where r.status = 'sending' order by a.claimed_at limit 1""").query(String.class).optional().orElse(null), name -> name != null);
    }

    private Duration stopped(BridgeProcess replica) throws InterruptedException {
        long asked = System.nanoTime();
        replica.stop();
        var took = Duration.ofNanos(System.nanoTime() - asked);
        assertThat(took).as("time that " + replica.name() + " took to stop").isLessThan(GRACE);
        return took;
    }

    private long sendingOf(BridgeProcess replica) {
        return jdbc.sql("""
                select count(*) from metering_record r
                join metering_attempt a on a.record_id = r.id and a.claim_token = r.claim_token
                where r.status = 'sending' and a.owner like :owner""")
                .param("owner", replica.name() + "/%").query(Long.class).single();
    }
}
