package io.meterbridge.metering;

import static io.meterbridge.metering.RecordStatus.ACCEPTED;
import static io.meterbridge.metering.RecordStatus.EXPIRED;
import static io.meterbridge.metering.RecordStatus.FROZEN;
import static io.meterbridge.metering.RecordStatus.REJECTED;
import static io.meterbridge.metering.RecordStatus.UNKNOWN;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.metering.RecordMove.AccountEffect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;

/** What an answer does to a record: every outcome, first attempt and resend, every quantity. */
class RecordTransitionTest {

    private static final long OURS = 42;

    private final RecordTransition transition =
            new RecordTransition(Duration.ofMinutes(2), Duration.ofMinutes(30));

    @ParameterizedTest(name = "{0}, uncertain {1}, booked {2} -> {3} uncertain {4} foreign {5} {6}")
    @CsvSource({
        // outcome     before  booked  status    after   foreign  account
        "ACCEPTED,      false,       , ACCEPTED, false,  false,   UNPARK",
        "ACCEPTED,      false,     42, ACCEPTED, false,  false,   UNPARK",
        "ACCEPTED,      false,     41, UNKNOWN,  false,  true,    BLOCK",
        "ACCEPTED,      true,        , ACCEPTED, false,  false,   UNPARK",
        "ACCEPTED,      true,      42, ACCEPTED, false,  false,   UNPARK",
        "ACCEPTED,      true,      41, UNKNOWN,  true,   true,    BLOCK",
        "DUPLICATE,     false,       , UNKNOWN,  false,  true,    BLOCK",
        "DUPLICATE,     false,     42, UNKNOWN,  false,  true,    BLOCK",
        "DUPLICATE,     false,     41, UNKNOWN,  false,  true,    BLOCK",
        "DUPLICATE,     true,        , ACCEPTED, false,  false,   UNPARK",
        "DUPLICATE,     true,      42, ACCEPTED, false,  false,   UNPARK",
        "DUPLICATE,     true,      41, UNKNOWN,  true,   true,    BLOCK",
        "REFUSED,       false,       , REJECTED, false,  false,   PARK",
        "REFUSED,       true,        , UNKNOWN,  true,   false,   NONE",
        "CLOSED,        false,       , EXPIRED,  false,  false,   NONE",
        "CLOSED,        true,        , UNKNOWN,  true,   false,   NONE",
        "LATER,         false,       , FROZEN,   false,  false,   NONE",
        "LATER,         true,        , UNKNOWN,  true,   false,   NONE",
        "CREDENTIALS,   false,       , FROZEN,   false,  false,   NONE",
        "CREDENTIALS,   true,        , UNKNOWN,  true,   false,   NONE",
        "BATCH_REFUSED, false,       , FROZEN,   false,  false,   NONE",
        "BATCH_REFUSED, true,        , UNKNOWN,  true,   false,   NONE",
        "NOT_SENT,      false,       , FROZEN,   false,  false,   NONE",
        "NOT_SENT,      true,        , UNKNOWN,  true,   false,   NONE",
        "NO_ANSWER,     false,       , UNKNOWN,  true,   false,   NONE",
        "NO_ANSWER,     true,        , UNKNOWN,  true,   false,   NONE",
    })
    @Proves({"M-13", "M-15", "M-17", "R-13", "R-14"})
    void movesTheRecord(
            Outcome outcome,
            boolean uncertainBefore,
            Long booked,
            RecordStatus status,
            boolean uncertainAfter,
            boolean foreign,
            AccountEffect account) {
        var move =
                transition.after(answer(outcome, booked, null), uncertainBefore, OURS, 2, 25, 10);
        assertThat(move.to()).isEqualTo(status);
        assertThat(move.uncertain()).isEqualTo(uncertainAfter);
        assertThat(move.foreign()).isEqualTo(foreign);
        assertThat(move.account()).isEqualTo(account);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    @Proves({"M-13", "M-14", "R-13"})
    void onlyProofEndsUncertainty(Outcome outcome) {
        for (var booked : new Long[] {null, OURS, OURS + 1}) {
            var move = transition.after(answer(outcome, booked, null), true, OURS, 3, 25, 1);
            assertThat(move.to()).isIn(UNKNOWN, ACCEPTED);
            assertThat(move.to().isCommitted()).as("its value stays committed").isTrue();
            assertThat(move.uncertain()).isEqualTo(move.to() == UNKNOWN);
            boolean proof =
                    EnumSet.of(Outcome.ACCEPTED, Outcome.DUPLICATE).contains(outcome)
                            && (booked == null || booked == OURS);
            assertThat(move.to() == ACCEPTED).isEqualTo(proof);
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    @Proves({"R-22", "M-13"})
    void whatMayStillBeBookedIsSentAgainAndWhatIsSettledIsNot(Outcome outcome) {
        for (boolean uncertain : new boolean[] {false, true}) {
            var move = transition.after(answer(outcome, null, null), uncertain, OURS, 1, 25, 10);
            boolean goesOn = (move.to() == FROZEN || move.to() == UNKNOWN) && !move.foreign();
            assertThat(move.retryIn() != null).isEqualTo(goesOn);
            assertThat(EnumSet.of(REJECTED, EXPIRED).contains(move.to()))
                    .as("given back only when nothing can have been booked")
                    .isEqualTo(
                            !uncertain
                                    && EnumSet.of(Outcome.REFUSED, Outcome.CLOSED)
                                            .contains(outcome));
        }
    }

    @ParameterizedTest
    @CsvSource({"25, 13", "13, 7", "7, 4", "4, 2", "3, 2", "2, 1"})
    @Proves("R-15")
    void aBatchRefusedWholeIsHalved(int size, int limit) {
        var move =
                transition.after(
                        answer(Outcome.BATCH_REFUSED, null, null), false, OURS, 1, 25, size);
        assertThat(move.to()).isEqualTo(FROZEN);
        assertThat(move.batchLimit()).isEqualTo(limit);
        assertThat(move.retryIn()).isZero();
    }

    @Test
    @Proves({"R-15", "M-17"})
    void aBatchOfOneRefusedWholeIsItsRecordRefused() {
        var answer = answer(Outcome.BATCH_REFUSED, null, null);
        assertThat(transition.after(answer, false, OURS, 1, 1, 1).to()).isEqualTo(REJECTED);
        var resend = transition.after(answer, true, OURS, 1, 1, 1);
        assertThat(resend.to()).isEqualTo(UNKNOWN);
        assertThat(resend.retryIn()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 8", "4, 16", "5, 30", "60, 30", "1000000, 30"})
    @Proves("R-22")
    void waitsTwiceAsLongEachTimeUpToALimit(int attempts, long minutes) {
        assertThat(transition.backoff(attempts)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    @Proves("R-22")
    void waitsAtLeastAsLongAsTheMarketplaceAsks() {
        var longer =
                transition.after(
                        answer(Outcome.LATER, null, Duration.ofMinutes(45)),
                        false,
                        OURS,
                        1,
                        25,
                        10);
        assertThat(longer.retryIn()).isEqualTo(Duration.ofMinutes(45));
        var shorter =
                transition.after(
                        answer(Outcome.LATER, null, Duration.ofSeconds(1)), false, OURS, 1, 25, 10);
        assertThat(shorter.retryIn()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "10, 10", "45, 30"})
    @Proves({"R-22", "M-13"})
    void aDoubtWaitsAsLongAsTheServerAsksButNoLongerThanAnyResend(long asked, long minutes) {
        var move =
                transition.after(
                        answer(Outcome.NO_ANSWER, null, Duration.ofMinutes(asked)),
                        false,
                        OURS,
                        1,
                        25,
                        10);
        assertThat(move.to()).isEqualTo(UNKNOWN);
        assertThat(move.retryIn()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @EnumSource(RecordStatus.class)
    void countsAsToldAsTheApiContractSays(RecordStatus status) {
        boolean committed =
                EnumSet.of(RecordStatus.HELD, FROZEN, RecordStatus.SENDING, UNKNOWN, ACCEPTED)
                        .contains(status);
        assertThat(status.isCommitted()).isEqualTo(committed);
        assertThat(status.code()).matches("[a-z_]+");
    }

    private static Answer answer(Outcome outcome, Long booked, Duration retryAfter) {
        return new Answer(
                new UUID(0, 1), outcome, outcome.code(), null, null, booked, retryAfter, null);
    }
}
