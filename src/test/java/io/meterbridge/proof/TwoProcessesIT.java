package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.proof.Client.Buyer;
import io.meterbridge.proof.Client.FirstHour;
import io.meterbridge.sandbox.Hold;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two processes on one database. Hours are the newest completed ones, whose month is open whatever the day:
 * the old month's are taken until six o'clock on the first.
 */
class TwoProcessesIT {

    private static final int ACCOUNTS = Proof.size(300, 2000);
    private static final int ACCOUNTS_PER_SELLER = Proof.size(100, 250);
    private static final int SENDING = 30;
    private static final int READING = 15;
    private static final Duration PATIENCE = Duration.ofMinutes(Proof.size(3, 10));

    private final Random random = new Random(7);
    private final Sandbox sandbox = Sandbox.start(SandboxClock.running());
    private final Marketplaces marketplaces = new Marketplaces(sandbox);
    private final ExternalDatabase database = ExternalDatabase.start();
    private final JdbcClient jdbc = database.owner();
    private final Instant lastHour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
    private BridgeProcess first;
    private BridgeProcess second;

    @BeforeEach
    void startFirst() {
        sandbox.aws().quota(false);
        first = process("replica-1");
        second = process("replica-2");
        first.start().awaitReady();
    }

    private BridgeProcess process(String name) {
        var environment = new HashMap<>(BridgeProcess.settings(sandbox));
        environment.putAll(database.environment());
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
    @Proves({"R-10", "R-12"})
    void everySlotOfAnHourIsAcceptedOnceWhoeverMetersIt() throws InterruptedException {
        var proof = Proof.of("two-processes", "Two processes meter one hour on three clouds; "
                + "every slot is accepted once.");
        var clients = onboard();
        first.stop();
        // few permits a second, so that the hour is many claims; looks that drift, so that neither is always first
        var millisBetweenLooks = Map.of(first, "170", second, "230");
        millisBetweenLooks.forEach((process, millis) -> process
                .set("METERBRIDGE_ORB_REQUESTS_PER_SECOND", Integer.toString(ACCOUNTS_PER_SELLER / 15))
                .set("METERBRIDGE_METERING_LOOK_EVERY_MILLIS", millis).start());
        first.awaitReady();
        second.awaitReady();

        clients.get(0).open(lastHour);
        clients.get(0).awaitFinished(lastHour, PATIENCE);
        clients.forEach(client -> client.awaitSettledRecords(PATIENCE));

        var accepted = new ArrayList<Billed>();
        clients.forEach(client -> accepted.addAll(client.accepted()));
        assertThat(accepted).hasSize(ACCOUNTS);
        Equality.holds(accepted, marketplaces.billed());
        clients.forEach(client -> client.assertLessThanAUnitIsLeft(List.of()));
        assertThat(marketplaces.receivedAgain().values()).as("received more than once").containsOnly(0L);
        assertThat(sandbox.google().breaches()).isEmpty();
        assertThat(attemptsOf(first)).as("records sent by the first").isPositive();
        assertThat(attemptsOf(second)).as("records sent by the second").isPositive();
        proof.figure("accounts", ACCOUNTS).figure("records accepted", Marketplaces.count(accepted))
                .figure("units accepted", Marketplaces.units(accepted))
                .figure("sent by the first", attemptsOf(first)).figure("sent by the second", attemptsOf(second))
                .figure("calls to AWS", sandbox.aws().requestCount())
                .figure("calls to Azure", sandbox.azure().requestCount())
                .figure("received twice", 0).figure("lost", 0).figure("doubled", 0).write();
    }

    @Test
    @Proves({"R-16", "M-13", "M-14", "M-18"})
    void anOwnerThatWasStoppedPastItsLeaseMovesNothingWhenItIsBack() throws InterruptedException {
        var hourBefore = lastHour.minus(1, ChronoUnit.HOURS);
        var client = new Client(sandbox, first.port(), new FirstHour(hourBefore));
        var sending = newBuyers(client, new FirstHour(hourBefore), SENDING);
        var reading = newBuyers(client, new FirstHour(lastHour), READING);
        sending.forEach(buyer -> buyer.use(hourBefore.plusSeconds(60), amount()));
        reading.forEach(buyer -> buyer.use(lastHour.plusSeconds(60), amount()));

        var answers = List.of(sandbox.aws().faults().always().holdAfterWork(),
                sandbox.azure().faults().always().to(Marketplaces.AZURE_BATCH).holdAfterWork(),
                sandbox.google().reportFaults().always().holdAfterWork());
        client.open(hourBefore);
        Awaitility.await("every record to be booked").atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(marketplaces.billed()).hasSize(SENDING));
        var costs = sandbox.orb().costsFaults().next(1).to(reading.get(0).subscription().id()).holdAfterWork();
        client.open(lastHour);
        costs.awaitArrival(Duration.ofSeconds(30));
        first.pause();
        // their answers wait in the stopped process's sockets
        marketplaces.calm();
        answers.forEach(Hold::release);
        costs.release();

        second.start().awaitReady();
        client.callAt(second.port());
        client.awaitFinished(hourBefore, PATIENCE);
        client.awaitFinished(lastHour, PATIENCE);
        client.awaitSettledRecords(PATIENCE);
        var byTheSecond = client.accepted();
        Equality.holds(byTheSecond, marketplaces.billed());
        assertThat(byTheSecond).hasSize(SENDING + READING);

        first.resume();
        awaitWords("refused a late answer's move");
        awaitWords("refused a stale claim");

        assertThat(client.accepted()).containsExactlyInAnyOrderElementsOf(byTheSecond);
        Equality.holds(client.accepted(), marketplaces.billed());
        client.assertLessThanAUnitIsLeft(List.of());
        assertThat(answersOf(first)).as("what came back to the stopped one is kept")
                .isNotEmpty().allMatch("accepted"::equals);
    }

    private void awaitWords(String words) {
        Awaitility.await(words).atMost(Duration.ofSeconds(60)).until(() -> first.said(words));
    }

    private List<Client> onboard() {
        var start = new FirstHour(lastHour);
        return IntStream.range(0, ACCOUNTS / ACCOUNTS_PER_SELLER).mapToObj(number -> {
            var client = new Client(sandbox, first.port(), start);
            newBuyers(client, start, ACCOUNTS_PER_SELLER)
                    .forEach(buyer -> buyer.use(lastHour.plusSeconds(60), amount()));
            return client;
        }).toList();
    }

    private static List<Buyer> newBuyers(Client client, FirstHour start, int count) {
        return IntStream.range(0, count).mapToObj(number -> client.newBuyer(start)).toList();
    }

    /** At least a unit, with a part of one. */
    private BigDecimal amount() {
        return BigDecimal.valueOf(1000 + random.nextInt(1_000_000), 5);
    }

    private long attemptsOf(BridgeProcess process) {
        return jdbc.sql("select count(*) from metering_attempt where owner like :owner")
                .param("owner", process.name() + "/%").query(Long.class).single();
    }

    private List<String> answersOf(BridgeProcess process) {
        return jdbc.sql("select coalesce(outcome, 'none') from metering_attempt where owner like :owner")
                .param("owner", process.name() + "/%").query(String.class).list();
    }
}
