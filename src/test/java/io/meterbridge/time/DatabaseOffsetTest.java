package io.meterbridge.time;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meterbridge.Proves;
import io.meterbridge.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Against a real database whose clock is right, on a machine whose clock is not. */
@Proves("R-51")
class DatabaseOffsetTest {

    /** Much longer than a round trip to a database on this machine. */
    private static final Duration CLOSE = ofSeconds(2);

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private Duration wrongBy = Duration.ZERO;
    private final InstantSource machine = () -> Instant.now().plus(wrongBy);

    @AutoClose
    private final DatabaseOffset offset = new DatabaseOffset(DATABASE.workerJdbc(), machine);

    private final InstantSource clock = TimeAutoConfiguration.corrected(machine, offset);

    @ParameterizedTest
    @ValueSource(longs = {-300, -31, 0, 31, 300})
    void theClockShowsTheDatabasesTimeHoweverWrongTheMachineIs(long seconds) {
        wrongBy = ofSeconds(seconds);
        offset.measure();

        assertThat(offset.skew()).isCloseTo(wrongBy.negated(), CLOSE);
        assertThat(Duration.between(databaseTime(), clock.instant()).abs()).isLessThan(CLOSE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -31, 31, 300})
    void aMachineThatIsTooFarOffSaysSo(long seconds) {
        wrongBy = ofSeconds(seconds);

        var log = logOf(offset::measure);

        assertThat(offset.isTolerable()).isFalse();
        assertThat(offset.claimable(250)).as("what may be claimed").isZero();
        assertThat(log).anySatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("away from the database's");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-28, 0, 28})
    void aMachineThatIsALittleOffIsCorrectedInSilence(long seconds) {
        wrongBy = ofSeconds(seconds);

        assertThat(logOf(offset::measure)).isEmpty();
        assertThat(offset.isTolerable()).isTrue();
        assertThat(offset.claimable(250)).isEqualTo(250);
    }

    @Test
    void aDifferenceThatTheRoundTripExplainsChangesNothing() {
        offset.measure();
        var first = offset.skew();

        for (int i = 0; i < 20; i++) {
            offset.measure();
        }

        assertThat(offset.skew()).isEqualTo(first);
    }

    @Test
    void aClockThatIsSetRightIsNoticedByItself() {
        wrongBy = ofHours(1);
        offset.measureEvery(ofMillis(20));
        assertThat(offset.isTolerable()).isFalse();

        wrongBy = Duration.ZERO;

        await().atMost(ofMinutes(1)).until(offset::isTolerable);
    }

    @Test
    void timesAreWholeMicrosecondsAsTheDatabaseStoresThem() {
        InstantSource fine = () -> Instant.parse("2026-11-01T12:00:00.123456789Z");

        assertThat(TimeAutoConfiguration.corrected(fine, offset).instant())
                .isEqualTo(Instant.parse("2026-11-01T12:00:00.123456Z"));
    }

    @Test
    void aDatabaseThatIsAwayLeavesTheLastOffsetAndNobodyWaiting() {
        var gone = TestDatabase.create();
        try (var ofGone = new DatabaseOffset(gone.workerJdbc(), machine)) {
            wrongBy = ofSeconds(10);
            ofGone.measure();
            var last = ofGone.skew();
            gone.close();

            var log = logOf(ofGone::measureAgain);

            assertThat(ofGone.skew()).isEqualTo(last);
            assertThat(log).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        }
    }

    private static Instant databaseTime() {
        return DATABASE.workerJdbc()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static List<ILoggingEvent> logOf(Runnable work) {
        var logger = (Logger) LoggerFactory.getLogger(DatabaseOffset.class);
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        logger.addAppender(events);
        try {
            work.run();
            return events.list;
        } finally {
            logger.detachAppender(events);
        }
    }
}
