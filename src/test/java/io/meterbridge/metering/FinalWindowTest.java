package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the signals of an end mean for the time after it. */
@Proves("M-24")
class FinalWindowTest {

    private static final Instant END = Instant.parse("2026-10-20T10:31:00Z");
    private static final List<Duration> READS = List.of(Duration.ofMinutes(16), Duration.ofMinutes(25),
            Duration.ofMinutes(40), Duration.ofMinutes(52));

    @Test
    void theEarliestSignalPlansAndTheLatestGivesUp() {
        var window = window("aws", END.plus(Duration.ofMinutes(7)), END.plus(Duration.ofMinutes(8)));

        assertThat(window.reads()).startsWith(at(16)).endsWith(at(52));
        assertThat(window.closesAt()).isEqualTo(at(67));
        assertThat(window.firstRead(at(8))).isEqualTo(at(16));
        assertThat(window.isOver(at(66))).isFalse();
        assertThat(window.isOver(at(67))).isTrue();
    }

    @Test
    void aLateNotificationIsReadAtOnceAndShortensNothingOfTheMarketplaces() {
        var window = window("gcp", END, at(30));

        assertThat(window.firstRead(at(30))).isEqualTo(at(30));
        assertThat(window.laterReads(at(30))).isEqualTo(2);
        assertThat(window.closesAt()).isEqualTo(at(60));
    }

    @Test
    void azureTakesTheHourOfTheEndForADay() {
        assertThat(window("azure", END, END).closesAt()).isEqualTo(Instant.parse("2026-10-21T09:00:00Z"));
        assertThat(FinalWindow.hourOf(Instant.parse("2026-10-20T10:00:00Z")))
                .isEqualTo(new MeteringHour(Instant.parse("2026-10-20T09:00:00Z")));
    }

    @Test
    void anEndThatIsHeardOfTooLateIsTriedAllTheSame() {
        var window = window("aws", END, at(61));

        assertThat(window.firstRead(at(61))).isEqualTo(at(61));
        assertThat(window.closesAt()).isEqualTo(at(66));
        assertThat(window.laterReads(at(61))).isZero();
    }

    @Test
    void afterARead() {
        var window = window("aws", END, END);

        assertThat(window.next(at(16), false, false)).as("failed").isEqualTo(at(16).plusSeconds(20));
        assertThat(window.next(at(16), true, false)).as("planned").isEqualTo(at(25));
        assertThat(window.next(at(53), true, false)).as("nothing left").isNull();
        assertThat(window.next(at(53), true, true)).as("refused").isEqualTo(at(55));
        assertThat(window.next(at(90), true, true)).as("long after").isEqualTo(at(120));
    }

    @Test
    void shortlyBeforeTheEndWhatWasReadLastHasToDo() {
        assertThat(FinalWindow.isLastResort(at(60), at(55))).isFalse();
        assertThat(FinalWindow.isLastResort(at(60), at(56))).isTrue();
        assertThat(FinalWindow.isLastResort(at(60), at(60))).isFalse();
    }

    private static FinalWindow window(String cloud, Instant latest, Instant heardAt) {
        return FinalWindow.of(cloud, END, latest, heardAt, READS, Duration.ofMinutes(60));
    }

    private static Instant at(int minutes) {
        return END.plus(Duration.ofMinutes(minutes));
    }
}
