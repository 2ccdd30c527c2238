package io.meterbridge.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.attempted;
import static io.meterbridge.marketplace.gcp.GcpRecords.batchOf;
import static io.meterbridge.marketplace.gcp.GcpRecords.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.gcp.GcpRecords;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which records of a batch are checked before their owner's time is up. */
class CheckRoundTest {

    private static final int CONNECT_MILLIS = 3000;
    private static final int CHECK_MILLIS = 4000;

    private final GcpChecks checks = new GcpChecks(() -> Instant.EPOCH, CONNECT_MILLIS, CHECK_MILLIS);
    private final RecordToSend first = of("c1", 1);
    private final RecordToSend second = of("c2", 2);
    private final RecordToSend third = of("c3", 3);

    @Test
    @Proves("M-18")
    void withLittleTimeLeftTheFirstIsCheckedAndReportedAndTheOthersAreClaimedAgain() {
        var batch = batchWithSecondsLeft(6);
        var round = checks.begin(batch, null);

        assertThat(checks.mayAsk(round, batch)).as("or a slow Google would stop everything").isTrue();
        round.pass();
        assertThat(checks.mayAsk(round, batch)).isFalse();

        assertThat(round.batchToReport().records()).containsExactly(first);
        assertThat(round.answers()).extracting(Answer::recordId).containsExactly(second.id(), third.id());
        assertThat(round.answers()).extracting(Answer::outcome).containsOnly(Outcome.NOT_SENT);
    }

    @Test
    void withTimeEveryRecordIsCheckedInItsTurn() {
        var batch = batchWithSecondsLeft(60);
        var round = checks.begin(batch, true);

        for (var item : batch.records()) {
            assertThat(checks.mayAsk(round, batch)).isTrue();
            assertThat(round.current()).isEqualTo(item);
            round.pass();
        }
        assertThat(checks.mayAsk(round, batch)).isFalse();
        assertThat(round.batchToReport().records()).containsExactly(first, second, third);
    }

    @Test
    @Proves("M-16")
    void resendsAndContractsThatHaveEndedAreNotChecked() {
        var batch = batchWithSecondsLeft(60);
        var resend = GcpRecords.batch(
                attempted(first.identity(), GcpRecords.METRIC, GcpRecords.HOUR, 1, true, 1));

        assertThat(checks.mayAsk(checks.begin(batch, false), batch)).isFalse();
        assertThat(checks.begin(batch, false).batchToReport().records()).hasSize(3);
        assertThat(checks.mayAsk(checks.begin(resend, null), resend)).isFalse();
        assertThat(checks.begin(resend, null).isAnythingLeft()).isTrue();
    }

    @Test
    @Proves("R-15")
    void answersStandInTheBatchsOrderWhoeverGaveThem() {
        var batch = batchWithSecondsLeft(60);
        var round = checks.begin(batch, null);
        round.pass();
        round.refuse(Answer.of(second.id(), Outcome.LATER, "check-BILLING_DISABLED"));
        round.reportTheRest();

        var all = round.all(List.of(Answer.of(third.id(), Outcome.ACCEPTED, "reported"),
                Answer.of(first.id(), Outcome.ACCEPTED, "reported")));

        assertThat(all).extracting(Answer::recordId).containsExactly(first.id(), second.id(), third.id());
        assertThat(round.batchToReport().records()).containsExactly(first, third);
    }

    private Batch batchWithSecondsLeft(int seconds) {
        return batchOf(UUID.randomUUID(), TimeUnit.SECONDS.toNanos(seconds), first, second, third);
    }
}
