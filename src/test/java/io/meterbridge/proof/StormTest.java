package io.meterbridge.proof;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.proof.Client.Buyer;
import io.meterbridge.proof.Client.FirstHour;
import io.meterbridge.sandbox.FaultKind;
import io.meterbridge.sandbox.FaultScript;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.PassingTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Several hours in which Orb and three clouds misbehave in every way they know; then it is calm and all is settled. */
class StormTest {

    private static final int CONTRACTS = Proof.size(30, 500);
    private static final int HOURS = Proof.size(4, 12);
    private static final Instant FIRST_HOUR = Instant.parse("2026-03-10T02:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(Proof.size(2, 10));

    /** Of a seller each. */
    private static final List<BigDecimal> PRICES =
            List.of(new BigDecimal("0.01"), new BigDecimal("0.05"), new BigDecimal("0.0173"));

    /** Of a thousand calls, how many go wrong in which way. */
    private static final Map<FaultKind, Integer> READING = Map.ofEntries(
            entry(FaultKind.THROTTLE, 60), entry(FaultKind.SERVER_ERROR, 60), entry(FaultKind.DELAY, 100),
            entry(FaultKind.CLOSE_WITHOUT_ANSWER, 50), entry(FaultKind.LOSE_ANSWER, 50),
            entry(FaultKind.TRUNCATE, 40), entry(FaultKind.GARBAGE, 40));
    private static final Map<FaultKind, Integer> METERING = Map.ofEntries(
            entry(FaultKind.THROTTLE, 100), entry(FaultKind.SERVER_ERROR, 80), entry(FaultKind.DELAY, 80),
            entry(FaultKind.CLOSE_WITHOUT_ANSWER, 80), entry(FaultKind.LOSE_ANSWER, 120),
            entry(FaultKind.TRUNCATE, 60), entry(FaultKind.GARBAGE, 60), entry(FaultKind.PARTIAL_BATCH, 120));

    /** Google is asked four times and no more, so less of what it says is lost. */
    private static final Map<FaultKind, Integer> REPORTING = Map.ofEntries(
            entry(FaultKind.THROTTLE, 120), entry(FaultKind.SERVER_ERROR, 50), entry(FaultKind.DELAY, 80),
            entry(FaultKind.CLOSE_WITHOUT_ANSWER, 50), entry(FaultKind.LOSE_ANSWER, 60),
            entry(FaultKind.TRUNCATE, 40), entry(FaultKind.GARBAGE, 40), entry(FaultKind.PARTIAL_BATCH, 150));

    /** One of each fault, so that every kind strikes for certain. */
    private static final List<Consumer<FaultScript.Upcoming>> EACH_KIND = List.of(
            FaultScript.Upcoming::throttle, FaultScript.Upcoming::serverError,
            FaultScript.Upcoming::loseAnswerAfterAccept, FaultScript.Upcoming::closeWithoutAnswer,
            FaultScript.Upcoming::truncate, FaultScript.Upcoming::garbage, next -> next.partialBatch(7),
            next -> next.delay(Duration.ofMillis(20)));

    private final Random random = new Random(20260310);
    private final List<Client> clients = new ArrayList<>();
    private final List<Buyer> buyers = new ArrayList<>();
    private final Map<Buyer, BigDecimal> peaks = new HashMap<>();

    @Test
    @Proves({"R-02", "R-12", "R-13", "R-15", "R-22", "R-23", "M-13", "M-16"})
    void afterAStormTheLedgerAndTheMarketplacesAreTheSame() {
        weather("storm", false, Map.of());
    }

    /** AWS says duplicate to the same record, Azure does not say of what, and Google books whatever comes twice. */
    @Test
    @Proves({"R-14", "M-15", "M-16"})
    void soTheyAreWhereResendsAreAnsweredInTheMostAwkwardWay() {
        weather("storm-duplicates", true, Map.of("meterbridge.metering.gcp-resends", 0));
    }

    private void weather(String name, boolean awkward, Map<String, Object> more) {
        var proof = Proof.of(name, "Storms of every fault at Orb and three clouds; then the ledger is compared with "
                + "what they accepted, record by record.");
        var settings = new HashMap<>(more);
        settings.put("meterbridge.operator.client-id", Client.OPERATOR);
        settings.put("meterbridge.operator.secret", Client.OPERATOR_SECRET);
        settings.put("meterbridge.azure.read-back-every-millis", "200");
        try (var world = MeteringWorld.at("2026-03-10T02:05:00Z", settings)) {
            var sandbox = world.sandbox();
            sandbox.aws().quota(false).identicalResendIsDuplicate(awkward);
            sandbox.azure().duplicatesShowWhatIsBooked(!awkward);
            sandbox.google().deduplicates(!awkward);
            onboard(world);
            var time = new PassingTime(world, PATIENCE);
            for (int hour = 0; hour < HOURS; hour++) {
                stir(sandbox, hour);
                meter(world, time, hour);
            }
            sandbox.orb().costsFaults().calm();
            new Marketplaces(sandbox).calm();
            meter(world, time, HOURS);
            time.untilRecordsAreSettled();
            var unbilled = assertSettled(world);
            var ledger = new Ledger(world.jdbc());
            if (awkward) {
                assertThat(ledger.waiting()).as("left to a human").hasSizeGreaterThan(unbilled.size());
                assertThat(unbilled).as("of these never billed").isNotEmpty();
            } else {
                assertThat(ledger.accepted()).filteredOn(one -> one.slot().cloud().equals("aws"))
                        .extracting(Billed::receipt).doesNotContainNull();
            }
            report(proof, world, unbilled);
        }
    }

    private void onboard(MeteringWorld world) {
        var start = new FirstHour(FIRST_HOUR);
        for (int seller = 0; seller < PRICES.size(); seller++) {
            var client = new Client(world.sandbox(), world.port(), start, PRICES.get(seller));
            clients.add(client);
            for (int number = seller; number < CONTRACTS; number += PRICES.size()) {
                buyers.add(client.newBuyer(start));
            }
        }
    }

    /** Some of each kind for certain, another part of them for Google each hour, and a storm after. */
    private static void stir(Sandbox sandbox, int hour) {
        var orb = sandbox.orb().costsFaults();
        orb.next(1).answer(429, Map.of("Retry-After", "7"), "");
        EACH_KIND.forEach(kind -> kind.accept(orb.next(1)));
        orb.storm(hour, READING);
        var aws = sandbox.aws().faults();
        aws.next(1).answer(429, Map.of("Retry-After", "5"), "");
        aws.next(1).answer(503, Map.of("Content-Type", "text/html"), "<html>");
        EACH_KIND.forEach(kind -> kind.accept(aws.next(1)));
        aws.storm(hour, METERING);
        var azure = sandbox.azure().faults();
        azure.next(1).to(Marketplaces.AZURE_BATCH).answer(429, Map.of("Retry-After", "5"), "");
        EACH_KIND.forEach(kind -> kind.accept(azure.next(1).to(Marketplaces.AZURE_BATCH)));
        azure.storm(hour, METERING);
        var google = sandbox.google().reportFaults();
        EACH_KIND.get(hour * 2 % EACH_KIND.size()).accept(google.next(1));
        EACH_KIND.get((hour * 2 + 1) % EACH_KIND.size()).accept(google.next(1));
        google.storm(hour, REPORTING);
        new Marketplaces(sandbox).before().forEach(faults -> faults.storm(hour, READING));
    }

    private void meter(MeteringWorld world, PassingTime time, int number) {
        var hour = FIRST_HOUR.plus(Duration.ofHours(number));
        time.until(hour.plus(Duration.ofMinutes(65)));
        buyers.forEach(buyer -> use(buyer, hour));
        world.open(hour.toString());
        time.untilFinished(hour.toString());
        world.open(hour.toString());
        time.untilFinished(hour.toString());
    }

    /** Most buyers use something; now and then a credit lets a cost fall. */
    private void use(Buyer buyer, Instant hour) {
        int draw = random.nextInt(100);
        var at = hour.plusSeconds(random.nextInt(3600));
        if (draw < 80) {
            buyer.use(at, BigDecimal.valueOf(random.nextInt(2_000_000), 5));
        } else if (draw < 85) {
            buyer.use(at, buyer.cost().multiply(new BigDecimal("-0.3")));
        }
        peaks.merge(buyer, buyer.cost(), BigDecimal::max);
    }

    /** The records that wait for a human and were never billed. */
    private List<Billed> assertSettled(MeteringWorld world) {
        var ledger = new Ledger(world.jdbc());
        ledger.lostNothing();
        ledger.addsUp();
        var unbilled = Equality.holds(ledger.accepted(), ledger.waiting(),
                new Marketplaces(world.sandbox()).billed());
        assertThat(world.sandbox().google().breaches()).isEmpty();
        var accounts = ledger.accounts();
        assertThat(accounts).hasSize(CONTRACTS);
        clients.forEach(client -> client.buyers().forEach(buyer ->
                assertBilled(client, buyer, unbilled, accounts.get(buyer.subscription().id()))));
        return unbilled;
    }

    /** Less than a unit is left; only a cost that fell after it was billed leaves less than nothing. */
    private void assertBilled(Client client, Buyer buyer, List<Billed> unbilled, Ledger.Account account) {
        var told = buyer.billed().add(client.committed(buyer, unbilled));
        assertThat(account.cost()).as("cost").isEqualByComparingTo(buyer.cost());
        assertThat(account.left()).as("left").isEqualByComparingTo(buyer.cost().subtract(told))
                .isLessThan(client.unitPrice())
                .isGreaterThanOrEqualTo(buyer.cost().subtract(peaks.get(buyer)));
    }

    private static void report(Proof proof, MeteringWorld world, List<Billed> unbilled) {
        var sandbox = world.sandbox();
        var marketplaces = new Marketplaces(sandbox);
        var orbFaults = sandbox.orb().costsFaults().fired();
        assertThat(orbFaults).containsKeys(READING.keySet().toArray(FaultKind[]::new));
        assertThat(marketplaces.faults()).allSatisfy((cloud, fired) -> assertThat(fired).as(cloud)
                .containsKeys(METERING.keySet().toArray(FaultKind[]::new)));
        var billed = marketplaces.billed();
        var ledger = new Ledger(world.jdbc());
        assertThat(Marketplaces.count(billed)).containsOnlyKeys("aws", "azure", "gcp");
        proof.figure("contracts", CONTRACTS)
                .figure("hours", HOURS + 1)
                .figure("calls to Orb", sandbox.orb().requestCount())
                .figure("faults at Orb", orbFaults)
                .figure("calls to AWS", sandbox.aws().requestCount())
                .figure("calls to Azure", sandbox.azure().requestCount())
                .figure("faults where usage is sent to", marketplaces.faults())
                .figure("attempts by outcome", new TreeMap<>(ledger.attemptsByOutcome()))
                .figure("records accepted", Marketplaces.count(billed))
                .figure("of these received more than once", marketplaces.receivedAgain())
                .figure("units accepted", Marketplaces.units(billed))
                .figure("records left to a human (Google, M-16)", ledger.waiting().size())
                .figure("of these never billed", unbilled.size())
                .figure("lost", 0).figure("doubled", 0)
                .write();
    }
}
