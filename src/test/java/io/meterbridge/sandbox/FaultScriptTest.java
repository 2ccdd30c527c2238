package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultScriptTest {

    private static final Instant HOUR = Instant.parse("2026-03-10T11:00:00Z");

    private final SandboxClock clock =
            SandboxClock.frozenAt(Instant.parse("2026-03-10T12:05:00Z"));
    private final AwsIdentities identities = new AwsIdentities();
    private final AwsAccessKey key = identities.addKey("AKIASELLER", "secret", "111111111111");
    private SimulatedAwsMetering aws;
    private FaultScript faults;

    @BeforeEach
    void start() {
        aws = SimulatedAwsMetering.start(clock, identities).quota(false);
        aws.agreement("prod", "222222222222").dimension("usd", new BigDecimal("0.01"));
        faults = aws.faults();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void faultsAreUsedUpInTheOrderPlannedAndCounted() {
        faults.next(2).answer(503, Map.of("Retry-After", "7"), "busy");
        faults.next(1).throttle();
        faults.next(1).serverError();

        var answers = List.of(meter(0, 1), meter(0, 1), meter(0, 1), meter(0, 1), meter(0, 1));

        assertThat(answers).extracting(SandboxClient.Reply::status)
                .containsExactly(503, 503, 400, 500, 200);
        assertThat(answers.get(0).headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answers.get(0).body()).isEqualTo("busy");
        assertThat(faults.fired()).isEqualTo(Map.of(
                FaultKind.ANSWER, 2L, FaultKind.THROTTLE, 1L, FaultKind.SERVER_ERROR, 1L));
    }

    @Test
    void aClosedConnectionBeforeTheWorkLeavesNothing() {
        faults.next(1).closeWithoutAnswer();

        assertThatThrownBy(() -> meter(0, 5)).isInstanceOf(UncheckedIOException.class);
        assertThat(aws.accepted()).isEmpty();
    }

    @Test
    void aLostAnswerWasAcceptedAndIsRemembered() {
        faults.next(1).loseAnswerAfterAccept();

        assertThatThrownBy(() -> meter(0, 5)).isInstanceOf(UncheckedIOException.class);
        assertThat(aws.accepted()).singleElement()
                .satisfies(usage -> assertThat(usage.quantity()).isEqualTo(5));
    }

    @Test
    void aTruncatedAnswerWasAcceptedAndIsRemembered() {
        faults.next(1).truncate();

        assertThatThrownBy(() -> meter(0, 5)).isInstanceOf(UncheckedIOException.class);
        assertThat(aws.accepted()).hasSize(1);
    }

    @Test
    void garbageIsA200ThatIsNoJsonAfterTheWorkWasDone() {
        faults.next(1).garbage();

        var answer = meter(0, 5);

        assertThat(answer.status()).isEqualTo(200);
        assertThatThrownBy(answer::json).isInstanceOf(IllegalStateException.class);
        assertThat(aws.accepted()).hasSize(1);
    }

    @Test
    void aDelayedCallIsAnsweredLater() {
        faults.next(1).delay(Duration.ofMillis(120));

        var started = System.nanoTime();
        var answer = meter(0, 5);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(
                Duration.ofMillis(119));
    }

    @Test
    void aHeldCallWaitsBeforeOrAfterTheWork() throws Exception {
        var before = faults.next(1).holdBeforeWork();
        var first = CompletableFuture.supplyAsync(() -> meter(0, 5));
        before.awaitArrival(Duration.ofSeconds(5));
        assertThat(aws.accepted()).isEmpty();
        before.release();
        assertThat(first.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);

        var after = faults.next(1).holdAfterWork();
        var second = CompletableFuture.supplyAsync(() -> meter(1, 6));
        after.awaitArrival(Duration.ofSeconds(5));
        assertThat(aws.accepted()).hasSize(2);
        assertThat(second).isNotDone();
        after.release();
        assertThat(second.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void anAbsentCallIsReported() {
        var hold = faults.next(1).holdBeforeWork();

        assertThatThrownBy(() -> hold.awaitArrival(Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFaultCanBeMeantForOnePathOnly() {
        faults.always().to("elsewhere").serverError();

        assertThat(faults.take("/here").kind()).isEqualTo(FaultKind.NONE);
        assertThat(faults.take("/elsewhere/1").kind()).isEqualTo(FaultKind.SERVER_ERROR);
        assertThat(faults.take("/elsewhere/2").kind()).isEqualTo(FaultKind.SERVER_ERROR);
        faults.calm();
        assertThat(faults.take("/elsewhere/3").kind()).isEqualTo(FaultKind.NONE);
    }

    @Test
    void aStormIsTheSameForTheSameSeedAndEndsWithCalm() {
        var weather = Map.of(FaultKind.THROTTLE, 200, FaultKind.LOSE_ANSWER, 100,
                FaultKind.PARTIAL_BATCH, 100, FaultKind.DELAY, 50);
        var other = new FaultScript();
        faults.storm(42, weather);
        other.storm(42, weather);

        var drawn = IntStream.range(0, 2_000).mapToObj(i -> faults.take("/").kind()).toList();
        var same = IntStream.range(0, 2_000).mapToObj(i -> other.take("/").kind()).toList();
        faults.calm();

        assertThat(drawn).isEqualTo(same);
        assertThat(faults.fired(FaultKind.THROTTLE)).isBetween(330L, 470L);
        assertThat(faults.fired(FaultKind.LOSE_ANSWER)).isBetween(140L, 260L);
        assertThat(faults.take("/").kind()).isEqualTo(FaultKind.NONE);
    }

    @Test
    void aStormThatCannotBeIsRefused() {
        assertThatThrownBy(() -> faults.storm(1, Map.of(FaultKind.THROTTLE, 1001)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.storm(1, Map.of(FaultKind.HOLD_AFTER_WORK, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.next(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private SandboxClient.Reply meter(int hoursBack, int quantity) {
        return SignedCall.metering(aws.endpointUrl(), key, clock).send("""
                {"ProductCode":"prod","UsageRecords":[{"Timestamp":%d,"Dimension":"usd",
                "Quantity":%d,"CustomerAWSAccountId":"222222222222"}]}"""
                .formatted(HOUR.getEpochSecond() - 3600L * hoursBack, quantity));
    }
}
