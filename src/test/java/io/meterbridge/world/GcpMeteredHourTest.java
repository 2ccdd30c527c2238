package io.meterbridge.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.RecordedRequest;
import io.meterbridge.sandbox.ReportedUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours of contracts on Google Cloud, from Orb to what Google would bill. */
class GcpMeteredHourTest {

    private static MeteringWorld world;

    private String day;
    private String hour;

    @BeforeAll
    static void start() {
        world = MeteringWorld.at("2026-03-09T15:05:00Z");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Each test has a day of its own, after those of the tests before. */
    @BeforeEach
    void theNextDay() {
        day = world.clock().instant().plus(Duration.ofDays(1)).toString().substring(0, 10);
        hour = day + "T14:00:00Z";
        world.clock().set(Instant.parse(day + "T15:05:00Z"));
    }

    @AfterEach
    void calmDown() {
        world.sandbox().google().reportFaults().calm();
    }

    @Test
    @Proves({"R-02", "M-03", "S12"})
    void wholeUnitsAreAcceptedAndTheRestIsCarried() {
        var contract = world.seller("2026-03-01").gcpContract(hour);
        var subscription = contract.subscription(day + "T00:00:00Z");
        WorldContract.use(subscription, day + "T14:20:00Z", "12.349");

        world.meter(hour);

        assertThat(contract.acceptedUnits()).isEqualTo(1234);
        assertThat(contract.record()).containsEntry("status", "accepted").containsEntry("quantity", 1234L)
                .containsEntry("cloud_record_id", contract.reported().get(0).operationId());
        assertThat(world.sandbox().google().totalBilled(contract.entitlement()))
                .isEqualByComparingTo("12.34");
        assertThat(world.left(subscription)).isEqualByComparingTo("0.009");
        assertThat(world.sandbox().google().breaches()).isEmpty();
    }

    @Test
    @Proves("M-10")
    void windowsOfOneContractFollowEachOther() {
        var contract = world.seller("2026-03-01").gcpContract(hour);
        var subscription = contract.subscription(day + "T00:00:00Z");
        for (int at = 14; at < 18; at++) {
            WorldContract.use(subscription, day + "T" + at + ":20:00Z", "1.00");
            world.clock().set(Instant.parse(day + "T" + (at + 1) + ":05:00Z"));
            world.meter(day + "T" + at + ":00:00Z");
        }

        var windows = contract.reported();
        assertThat(windows).extracting(ReportedUsage::quantity)
                .containsOnly(new BigDecimal("100")).hasSize(4);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).start()).isEqualTo(windows.get(i - 1).end());
        }
        assertThat(world.sandbox().google().breaches()).isEmpty();
    }

    @Test
    @Proves({"M-13", "M-16", "R-13", "R-11"})
    void aLostAnswerIsProvenByAnIdenticalResend() {
        var contract = world.seller("2026-03-01").gcpContract(hour);
        WorldContract.use(contract.subscription(day + "T00:00:00Z"), day + "T14:20:00Z", "3.00");
        world.sandbox().google().reportFaults().next(1).loseAnswerAfterAccept();

        world.meter(hour);
        assertThat(contract.record()).containsEntry("status", "unknown");
        world.clock().advance(Duration.ofSeconds(11));
        awaitAttempts(contract, 2, "accepted");

        assertThat(contract.acceptedUnits()).isEqualTo(300);
        assertThat(bodiesOf(contract)).hasSize(2).containsOnly(bodiesOf(contract).get(0));
    }

    @Test
    @Proves("M-16")
    void whenThreeResendsAreNotAnsweredARecordWaitsForAHuman() {
        var contract = world.seller("2026-03-01").gcpContract(hour);
        var subscription = contract.subscription(day + "T00:00:00Z");
        WorldContract.use(subscription, day + "T14:20:00Z", "3.00");
        world.sandbox().google().reportFaults().always().loseAnswerAfterAccept();

        world.meter(hour);
        for (int attempts = 2; attempts <= 4; attempts++) {
            world.clock().advance(Duration.ofMinutes(6));
            awaitAttempts(contract, attempts, "unknown");
        }

        assertThat(contract.record()).containsEntry("reason", "resends-used-up")
                .containsEntry("uncertain", true);
        assertNeverSentAgain(contract, 4);
        assertThat(world.left(subscription)).as("its value stays committed").isEqualByComparingTo("0");
        assertThat(contract.acceptedUnits()).as("billed once").isEqualTo(300);
    }

    @Test
    @Proves("M-16")
    void anHourAfterTheFirstSilenceARecordWaitsForAHuman() {
        var contract = world.seller("2026-03-01").gcpContract(hour);
        var subscription = contract.subscription(day + "T00:00:00Z");
        WorldContract.use(subscription, day + "T14:20:00Z", "3.00");
        world.sandbox().google().reportFaults().next(1).loseAnswerAfterAccept();

        world.meter(hour);
        assertThat(contract.record()).containsEntry("status", "unknown");
        world.clock().advance(Duration.ofMinutes(61));
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50))
                .until(() -> "resends-used-up".equals(contract.record().get("reason")));

        assertNeverSentAgain(contract, 1);
        assertThat(world.left(subscription)).isEqualByComparingTo("0");
    }

    @Test
    @Proves({"M-16", "M-13"})
    void aSenderThatDiesAsOftenLeavesTheRecordToAHumanToo() {
        var contract = world.seller("2026-03-01").gcpContract(hour);
        WorldContract.use(contract.subscription(day + "T00:00:00Z"), day + "T14:20:00Z", "3.00");
        world.sandbox().google().reportFaults().always().loseAnswerAfterAccept();
        world.meter(hour);
        for (int attempts = 2; attempts <= 3; attempts++) {
            world.clock().advance(Duration.ofMinutes(6));
            awaitAttempts(contract, attempts, "unknown");
        }
        claimAsAProcessThatDies(contract);

        awaitAttempts(contract, 4, "unknown");

        assertThat(contract.record()).containsEntry("reason", "resends-used-up");
        assertNeverSentAgain(contract, 4);
    }

    @Test
    @Proves("M-17")
    void aServiceNameThatIsCorrectedCountsForTheNextRecord() {
        var seller = world.seller("2026-03-01");
        var contract = seller.gcpContract(hour);
        WorldContract.use(contract.subscription(day + "T00:00:00Z"), day + "T14:20:00Z", "3.00");
        var right = contract.entitlement().serviceName();
        contract.nameService("another.example.com");

        world.meter(hour);
        assertThat(contract.record()).containsEntry("status", "rejected")
                .containsEntry("reason", "invalid-product-code");

        contract.nameService(right);
        world.clock().advance(Duration.ofHours(25));
        meterTheLastHour();
        assertThat(contract.acceptedUnits()).isEqualTo(300);
    }

    /** What a process leaves behind that is killed right after it has claimed a record. */
    private void claimAsAProcessThatDies(WorldGoogleContract contract) {
        world.jdbc().sql("""
                with claimed as (
                    update metering_record set status = 'sending', claim_token = nextval('claim_token'),
                        attempts = attempts + 1, lease_until = :now
                    where contract_id = :id and status = 'unknown' returning seller_id, id, claim_token)
                insert into metering_attempt (seller_id, record_id, claim_token, owner, claimed_at)
                select seller_id, id, claim_token, 'dead/1', :now from claimed""")
                .param("id", contract.id()).param("now", MeteringWorld.utc(world.clock().instant())).update();
    }

    private void awaitAttempts(WorldGoogleContract contract, int attempts, String status) {
        Awaitility.await(attempts + " attempts").atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> contract.record().get("attempts").equals(attempts)
                        && contract.record().get("status").equals(status));
    }

    /** However late it gets: a run of another contract finds nothing of this one to send. */
    private void assertNeverSentAgain(WorldGoogleContract contract, int attempts) {
        world.sandbox().google().reportFaults().calm();
        var witness = world.seller("2026-03-01").gcpContract(hour);
        WorldContract.use(witness.subscription(day + "T00:00:00Z"), day + "T14:30:00Z", "1.00");
        world.clock().advance(Duration.ofHours(25));

        meterTheLastHour();

        assertThat(witness.acceptedUnits()).as("others are sent").isEqualTo(100);
        assertThat(contract.record()).containsEntry("status", "unknown").containsEntry("attempts", attempts);
    }

    private void meterTheLastHour() {
        var last = world.clock().instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        world.meter(last.toString());
    }

    private List<String> bodiesOf(WorldGoogleContract contract) {
        return world.sandbox().google().reports().stream().map(RecordedRequest::body)
                .filter(body -> body.contains(contract.entitlement().usageReportingId())).toList();
    }
}
