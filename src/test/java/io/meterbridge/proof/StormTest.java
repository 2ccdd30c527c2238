package io.meterbridge.proof;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.AcceptedUsage;
import io.meterbridge.sandbox.CostBasis;
import io.meterbridge.sandbox.FaultKind;
import io.meterbridge.sandbox.FaultScript;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.PassingTime;
import io.meterbridge.world.WorldContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Several hours in which Orb and AWS misbehave in every way they know; then it is calm and all is settled. */
class StormTest {

    private static final int SELLERS = 3;
    private static final int CONTRACTS = Proof.size(60, 500);
    private static final int HOURS = Proof.size(4, 12);
    private static final Instant FIRST_HOUR = Instant.parse("2026-03-10T02:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(Proof.size(2, 10));
    private static final List<BigDecimal> PRICES =
            List.of(new BigDecimal("0.01"), new BigDecimal("0.05"), new BigDecimal("0.0173"));

    /** Of a thousand calls, how many go wrong in which way. */
    private static final Map<FaultKind, Integer> ORB_STORM = Map.ofEntries(
            entry(FaultKind.THROTTLE, 60), entry(FaultKind.SERVER_ERROR, 60), entry(FaultKind.DELAY, 100),
            entry(FaultKind.CLOSE_WITHOUT_ANSWER, 50), entry(FaultKind.LOSE_ANSWER, 50),
            entry(FaultKind.TRUNCATE, 40), entry(FaultKind.GARBAGE, 40));
    private static final Map<FaultKind, Integer> AWS_STORM = Map.ofEntries(
            entry(FaultKind.THROTTLE, 100), entry(FaultKind.SERVER_ERROR, 80), entry(FaultKind.DELAY, 80),
            entry(FaultKind.CLOSE_WITHOUT_ANSWER, 80), entry(FaultKind.LOSE_ANSWER, 120),
            entry(FaultKind.TRUNCATE, 60), entry(FaultKind.GARBAGE, 60), entry(FaultKind.PARTIAL_BATCH, 120));

    private final Random random = new Random(20260310);
    private final List<Metered> metered = new ArrayList<>();

    /** A contract with its subscription and the most that it has ever cost. */
    private static final class Metered {

        private final WorldContract contract;
        private final OrbSubscription subscription;
        private BigDecimal peak = BigDecimal.ZERO;

        Metered(WorldContract contract) {
            this.contract = contract;
            this.subscription = contract.subscription("2026-03-10T00:00:00Z");
        }

        BigDecimal cost() {
            return subscription.costSoFar(CostBasis.TOTAL);
        }

        void use(Instant at, BigDecimal amount) {
            WorldContract.use(subscription, at.toString(), amount.toPlainString());
            peak = peak.max(cost());
        }
    }

    @Test
    @Proves({"R-02", "R-12", "R-13", "R-15", "R-22", "R-23", "M-13"})
    void afterAStormTheLedgerAndTheMarketplaceAreTheSame() {
        weather("storm", false);
    }

    @Test
    @Proves({"R-14", "M-15"})
    void soTheyAreWhereIdenticalResendsAreAnsweredAsDuplicates() {
        weather("storm-duplicates", true);
    }

    private void weather(String name, boolean identicalResendIsDuplicate) {
        var proof = Proof.of(name, "Storms of every fault at Orb and AWS; then the ledger is compared with what "
                + "AWS accepted, record by record.");
        try (var world = MeteringWorld.at("2026-03-10T02:05:00Z")) {
            world.sandbox().aws().quota(false).identicalResendIsDuplicate(identicalResendIsDuplicate);
            onboard(world);
            var time = new PassingTime(world, PATIENCE);
            for (int hour = 0; hour < HOURS; hour++) {
                stir(world, hour);
                meter(world, time, hour);
            }
            world.sandbox().orb().costsFaults().calm();
            world.sandbox().aws().faults().calm();
            meter(world, time, HOURS);
            time.untilRecordsAreSettled();
            assertSettled(world);
            if (!identicalResendIsDuplicate) {
                assertThat(new Ledger(world.jdbc()).accepted()).extracting(Billed::receipt).doesNotContainNull();
            }
            report(proof, world);
        }
    }

    private void onboard(MeteringWorld world) {
        for (int seller = 0; seller < SELLERS; seller++) {
            var owner = world.seller("2026-03-01");
            for (int number = seller; number < CONTRACTS; number += SELLERS) {
                metered.add(new Metered(
                        owner.contract(FIRST_HOUR.toString(), PRICES.get(number % PRICES.size()))));
            }
        }
    }

    /** One of each fault, so that every kind strikes for certain, and a storm after. */
    private static void stir(MeteringWorld world, int hour) {
        var orb = world.sandbox().orb().costsFaults();
        orb.next(1).answer(429, Map.of("Retry-After", "7"), "");
        eachKindOnce(orb);
        orb.storm(hour, ORB_STORM);
        var aws = world.sandbox().aws().faults();
        aws.next(1).answer(429, Map.of("Retry-After", "5"), "");
        aws.next(1).answer(503, Map.of("Content-Type", "text/html"), "<html>");
        eachKindOnce(aws);
        aws.next(1).partialBatch(7);
        aws.storm(hour, AWS_STORM);
    }

    private static void eachKindOnce(FaultScript faults) {
        faults.next(1).throttle();
        faults.next(1).serverError();
        faults.next(1).loseAnswerAfterAccept();
        faults.next(1).closeWithoutAnswer();
        faults.next(1).truncate();
        faults.next(1).garbage();
        faults.next(1).delay(Duration.ofMillis(20));
    }

    private void meter(MeteringWorld world, PassingTime time, int number) {
        var hour = FIRST_HOUR.plus(Duration.ofHours(number));
        var due = hour.plus(Duration.ofMinutes(65));
        if (world.clock().instant().isBefore(due)) {
            world.clock().set(due);
        }
        metered.forEach(buyer -> use(buyer, hour));
        world.open(hour.toString());
        time.untilFinished(hour.toString());
        world.open(hour.toString());
        time.untilFinished(hour.toString());
    }

    /** Most buyers use something; now and then a credit lets a cost fall. */
    private void use(Metered buyer, Instant hour) {
        int draw = random.nextInt(100);
        var at = hour.plusSeconds(random.nextInt(3600));
        if (draw < 80) {
            buyer.use(at, BigDecimal.valueOf(random.nextInt(2_000_000), 5));
        } else if (draw < 85) {
            buyer.use(at, buyer.cost().multiply(new BigDecimal("-0.3")));
        }
    }

    private void assertSettled(MeteringWorld world) {
        var ledger = new Ledger(world.jdbc());
        ledger.holdsAcceptedRecordsOnly();
        ledger.addsUp();
        Equality.holds(ledger.accepted(), world.sandbox().aws().accepted());
        var accounts = ledger.accounts();
        assertThat(accounts).hasSize(CONTRACTS);
        metered.forEach(buyer -> assertBilled(world, buyer, accounts.get(buyer.subscription.id())));
    }

    /** Less than a unit is left; only a cost that fell after it was billed leaves less than nothing. */
    private static void assertBilled(MeteringWorld world, Metered buyer, Ledger.Account account) {
        var billed = world.sandbox().aws().totalBilled(buyer.contract.agreement());
        assertThat(account.cost()).as("cost").isEqualByComparingTo(buyer.cost());
        assertThat(account.left()).as("left").isEqualByComparingTo(buyer.cost().subtract(billed))
                .isLessThan(buyer.contract.unitPrice())
                .isGreaterThanOrEqualTo(buyer.cost().subtract(buyer.peak));
    }

    private static void report(Proof proof, MeteringWorld world) {
        var aws = world.sandbox().aws();
        var orbFaults = world.sandbox().orb().costsFaults().fired();
        var awsFaults = aws.faults().fired();
        assertThat(orbFaults).containsKeys(ORB_STORM.keySet().toArray(FaultKind[]::new));
        assertThat(awsFaults).containsKeys(AWS_STORM.keySet().toArray(FaultKind[]::new));
        var accepted = aws.accepted();
        proof.figure("contracts", CONTRACTS)
                .figure("hours", HOURS + 1)
                .figure("calls to Orb", world.sandbox().orb().requestCount())
                .figure("faults at Orb", orbFaults)
                .figure("calls to AWS", aws.requestCount())
                .figure("faults at AWS", awsFaults)
                .figure("attempts by outcome", new TreeMap<>(new Ledger(world.jdbc()).attemptsByOutcome()))
                .figure("records accepted", accepted.size())
                .figure("of these received more than once",
                        accepted.stream().filter(usage -> usage.timesReceived() > 1).count())
                .figure("units accepted", accepted.stream().mapToLong(AcceptedUsage::quantity).sum())
                .figure("lost", 0).figure("doubled", 0)
                .write();
    }
}
