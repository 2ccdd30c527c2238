package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.UUID;

/** How often a record is sent to a marketplace that may book each resend. */
@Proves("M-16")
class ResendsTest {

    private static final long UNITS = 42;

    private final Resends three = new Resends(3, Duration.ofMinutes(60));
    private final RecordTransition transition =
            new RecordTransition(Duration.ofSeconds(10), Duration.ofMinutes(5));

    @ParameterizedTest(name = "{0} after {1} unanswered ones: a human {2}")
    @CsvSource({
        "NO_ANSWER,     0, false",
        "NO_ANSWER,     1, false",
        "NO_ANSWER,     2, false",
        "NO_ANSWER,     3, true",
        "NO_ANSWER,     9, true",
        // a refusal says nothing about the first, and the next would be the same
        "REFUSED,       1, true",
        "CLOSED,        1, true",
        "BATCH_REFUSED, 1, true",
        // nothing was booked by this one, and the next may fare better
        "LATER,         1, false",
        "LATER,         3, false",
        "CREDENTIALS,   3, false",
        "NOT_SENT,      3, false",
        "LATER,         4, true",
    })
    void threeResendsMayBeBookedThenAHumanDecides(Outcome outcome, int unanswered, boolean human) {
        var move = after(outcome, unanswered > 0, 1);

        var limited = three.limit(move, outcome, unanswered);

        assertThat(limited.waitsForHuman()).isEqualTo(human);
        assertThat(limited.to()).isEqualTo(RecordStatus.UNKNOWN);
        assertThat(limited.uncertain()).isTrue();
        assertThat(limited.to().isCommitted()).as("its value stays committed").isTrue();
        if (!human) {
            assertThat(limited).isEqualTo(move);
        }
    }

    @Test
    void aBatchThatIsCutSmallerGoesOn() {
        var move = after(Outcome.BATCH_REFUSED, true, 2);

        assertThat(three.limit(move, Outcome.BATCH_REFUSED, 1)).isEqualTo(move);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void whatIsNotUnansweredIsLeftAlone(Outcome outcome) {
        if (outcome != Outcome.NO_ANSWER) {
            var first = after(outcome, false, 1);
            assertThat(three.limit(first, outcome, 0)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void whereResendsAreToldApartNothingEndsThem(Outcome outcome) {
        for (boolean uncertain : new boolean[] {false, true}) {
            var move = after(outcome, uncertain, 1);
            assertThat(Resends.UNBOUNDED.limit(move, outcome, 1_000)).isEqualTo(move);
        }
    }

    @Test
    void proofCountsHoweverManyResendsThereWere() {
        var accepted = after(Outcome.ACCEPTED, true, 1);

        assertThat(three.limit(accepted, Outcome.ACCEPTED, 9).to()).isEqualTo(RecordStatus.ACCEPTED);
    }

    @Test
    void aSettingChangesTheNumberOnlyWhereThereIsABound() {
        assertThat(three.withMax(0).limit(after(Outcome.NO_ANSWER, false, 1), Outcome.NO_ANSWER, 0)
                .waitsForHuman()).as("none: a human at once").isTrue();
        assertThat(Resends.UNBOUNDED.withMax(0)).isEqualTo(Resends.UNBOUNDED);
        assertThatIllegalArgumentException().isThrownBy(() -> new Resends(-1, null));
    }

    private RecordMove after(Outcome outcome, boolean uncertain, int together) {
        return transition.after(
                Answer.of(new UUID(0, 1), outcome, "code"), uncertain, UNITS, 2, 25, together);
    }
}
