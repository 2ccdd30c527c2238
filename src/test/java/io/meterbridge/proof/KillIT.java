package io.meterbridge.proof;

import static java.util.Map.entry;
import static java.time.temporal.TemporalAdjusters.firstDayOfMonth;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.proof.Client.Buyer;
import io.meterbridge.proof.Client.FirstHour;
import io.meterbridge.sandbox.FaultKind;
import io.meterbridge.sandbox.Hold;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application on its embedded database, killed again and again while it starts, reads Orb, freezes and
 * sends, and started again on the same data each time.
 */
class KillIT {

    private static final int KILLS = Proof.size(5, 200);
    private static final int HOURS = Proof.size(2, 20);
    private static final int BUYERS = Proof.size(45, 200);

    /** Orb is read so slowly that an hour's work lasts about as long as the longest life. */
    private static final int READS_A_SECOND = BUYERS / 5;
    private static final int LONGEST_LIFE_MILLIS = 5_000;
    private static final int STARTING_MILLIS = 4_000;
    private static final int KILLED_WHILE_STARTING_PERCENT = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Of a thousand calls to a marketplace, how many go wrong in which way. */
    private static final Map<FaultKind, Integer> STORM = Map.ofEntries(
            entry(FaultKind.DELAY, 500), entry(FaultKind.LOSE_ANSWER, 100), entry(FaultKind.PARTIAL_BATCH, 100));

    private final Random random = new Random(9);
    private final Sandbox sandbox = Sandbox.start(SandboxClock.running());
    private final Marketplaces marketplaces = new Marketplaces(sandbox);
    private final List<Instant> hours = hoursStillTaken(Instant.now());
    private BridgeProcess bridge;
    private Client client;

    @AfterEach
    void stop() throws InterruptedException {
        if (bridge != null) {
            bridge.close();
        }
        sandbox.close();
    }

    @Test
    @Proves({"R-12", "R-13", "R-53", "M-13"})
    void whateverInstantTheProcessIsKilledAtNothingIsLostOrDoubled(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws InterruptedException {
        var proof = Proof.of("kill", "The process is killed at random instants and started again on its data; then "
                + "the ledger is compared with what three clouds accepted, record by record.");
        sandbox.aws().quota(false);
        var environment = new HashMap<>(BridgeProcess.settings(sandbox));
        environment.put("METERBRIDGE_DATA_DIR", data.toString());
        environment.put("METERBRIDGE_ORB_REQUESTS_PER_SECOND", Integer.toString(READS_A_SECOND));
        bridge = new BridgeProcess("killed", environment).start().awaitReady();
        onboard();

        killWithAnswersOnTheirWay();
        killWithACostOnItsWay();
        int kills = 2 + killAtRandomInstants(KILLS - 2);

        sandbox.orb().costsFaults().calm();
        marketplaces.calm();
        bridge.awaitReady();
        hours.forEach(client::open);
        hours.forEach(hour -> client.awaitFinished(hour, PATIENCE));
        client.awaitSettledRecords(PATIENCE);
        var accepted = client.accepted();
        var waiting = client.waiting();
        var unbilled = Equality.holds(accepted, waiting, marketplaces.billed());
        assertThat(client.records()).as("every record ever frozen is accepted, or left to a human")
                .isEqualTo(accepted.size() + waiting.size());
        client.assertLessThanAUnitIsLeft(unbilled);
        assertThat(sandbox.google().breaches()).isEmpty();
        var again = marketplaces.receivedAgain();
        assertThat(again.values()).as("records whose first answer a kill swallowed").anyMatch(times -> times > 0);
        proof.figure("kills", kills).figure("buyers", BUYERS).figure("hours", hours.size())
                .figure("records accepted", Marketplaces.count(accepted))
                .figure("records received more than once", again)
                .figure("records left to a human (Google, M-16)", waiting.size())
                .figure("of these never billed", unbilled.size())
                .figure("calls to AWS", sandbox.aws().requestCount())
                .figure("calls to Azure", sandbox.azure().requestCount())
                .figure("calls to Orb", sandbox.orb().requestCount())
                .figure("lost", 0).figure("doubled", 0).write();
    }

    /** The newest completed hours; on the first of a month only the new one's, once it has enough of them. */
    private static List<Instant> hoursStillTaken(Instant now) {
        var last = now.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        var month = last.atZone(ZoneOffset.UTC).with(firstDayOfMonth()).truncatedTo(ChronoUnit.DAYS).toInstant();
        var newest = IntStream.range(0, HOURS)
                .mapToObj(number -> last.minus(HOURS - 1L - number, ChronoUnit.HOURS)).toList();
        var ofThisMonth = newest.stream().filter(hour -> !hour.isBefore(month)).toList();
        var enough = Math.min(3, HOURS);
        return ofThisMonth.size() < enough ? newest.subList(HOURS - enough, HOURS) : ofThisMonth;
    }

    private void onboard() {
        var start = new FirstHour(hours.get(0));
        client = new Client(sandbox, bridge.port(), start);
        IntStream.range(0, BUYERS).forEach(number -> client.newBuyer(start));
    }

    private void open(int number) {
        var hour = hours.get(number);
        for (Buyer buyer : client.buyers()) {
            buyer.use(hour.plusSeconds(60), BigDecimal.valueOf(1000 + random.nextInt(1_000_000), 5));
        }
        client.open(hour);
    }

    /** Every marketplace has booked a batch, nobody here knows it. */
    private void killWithAnswersOnTheirWay() throws InterruptedException {
        var answers = List.of(sandbox.aws().faults().next(1).holdAfterWork(),
                sandbox.azure().faults().next(1).to(Marketplaces.AZURE_BATCH).holdAfterWork(),
                sandbox.google().reportFaults().next(1).holdAfterWork());
        open(0);
        for (var answer : answers.subList(0, client.clouds())) {
            answer.awaitArrival(Duration.ofSeconds(60));
        }
        killAndStart();
        answers.forEach(Hold::release);
        bridge.awaitReady();
    }

    /** Orb has answered, nothing is frozen yet. */
    private void killWithACostOnItsWay() throws InterruptedException {
        var cost = sandbox.orb().costsFaults().next(1).holdAfterWork();
        open(1);
        cost.awaitArrival(Duration.ofSeconds(60));
        killAndStart();
        cost.release();
    }

    private int killAtRandomInstants(int kills) throws InterruptedException {
        marketplaces.metering().values().forEach(faults -> faults.storm(2, STORM));
        int opened = 2;
        for (int number = 0; number < kills; number++) {
            if (random.nextInt(100) < KILLED_WHILE_STARTING_PERCENT) {
                bridge.live(Duration.ofMillis(random.nextInt(STARTING_MILLIS)));
            } else {
                bridge.awaitReady();
                while (opened < hours.size() && opened <= number * hours.size() / kills + 2) {
                    open(opened++);
                }
                bridge.live(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
            }
            killAndStart();
        }
        bridge.awaitReady();
        while (opened < hours.size()) {
            open(opened++);
        }
        return kills;
    }

    private void killAndStart() throws InterruptedException {
        bridge.kill();
        bridge.start();
    }
}
