package io.meterbridge.azure;

import static io.meterbridge.marketplace.azure.AzureRecords.batchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.FaultProxy;
import io.meterbridge.sandbox.FaultScript;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the network can do to a call, and what that proves. */
@Proves({"M-13", "R-13", "R-22"})
class AzureTransportTest extends AzureRoutes {

    private AzureSubscription buyer;

    @BeforeEach
    void aBuyerSubscribes() {
        buyer = subscribed();
    }

    @Test
    void aRefusedConnectionMeansThatNothingArrived() {
        TO_AZURE.down();
        try {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                    .containsExactly(tuple(Outcome.LATER, "external-unreachable"));
        } finally {
            TO_AZURE.up();
        }
        assertThat(units(buyer)).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = FaultProxy.Mode.class, names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
    void onceConnectedOnlyAnAnswerSettlesAnything(FaultProxy.Mode mode) {
        TO_AZURE.mode(mode);

        assertThat(submit(batch(of(buyer, 5), of(subscribed(), 6))))
                .extracting(Answer::outcome, Answer::reason).containsOnly(
                        tuple(Outcome.NO_ANSWER, "external-service-error"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lostAnswers")
    void whatAzureBookedBeforeItsAnswerWasLostIsNeverCalledRefused(
            String name, Consumer<FaultScript.Upcoming> fault) {
        fault.accept(AZURE.faults().next(1));

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.NO_ANSWER);
        assertThat(units(buyer)).isEqualTo(5);
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(
                Arguments.of("connection closed", asFault(FaultScript.Upcoming::loseAnswerAfterAccept)),
                Arguments.of("half an answer", asFault(FaultScript.Upcoming::truncate)),
                Arguments.of("200 with garbage", asFault(FaultScript.Upcoming::garbage)));
    }

    @Test
    void whenAzureFallsSilentAfterBookingItIsNotCalledRefused() {
        var silence = AZURE.faults().next(1).holdAfterWork();
        try {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                    .containsExactly(tuple(Outcome.NO_ANSWER, "SocketTimeoutException"));
        } finally {
            silence.release();
        }
        assertThat(units(buyer)).isEqualTo(5);
    }

    @Test
    void aSlowAnswerIsWaitedForLongerThanAConnection() {
        AZURE.faults().next(1).delay(Duration.ofMillis(800));

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void anInternalErrorOfAzureProvesNothing() {
        AZURE.faults().next(1).serverError();

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.NO_ANSWER, "InternalServerError"));
    }

    @Test
    void oneSellersCallsAreSpacedAndAnotherSellersDoNotWaitForThem() {
        var calls = 12;
        var pool = Executors.newFixedThreadPool(calls);
        var another = newSeller();
        connect(another, CLIENT, SECRET);
        try {
            var start = System.nanoTime();
            var spaced = Stream.generate(() -> CompletableFuture.supplyAsync(
                    () -> submit(batch(of(subscribed(), 5))).get(0).outcome(), pool))
                    .limit(calls).toList();
            var free = submit(batchOf(another, TimeUnit.MINUTES.toNanos(1), of(buyer, 5)));

            assertThat(spaced).anyMatch(call -> !call.isDone());
            assertThat(free).extracting(Answer::outcome).containsExactly(Outcome.ACCEPTED);
            assertThat(spaced.stream().map(CompletableFuture::join)).containsOnly(Outcome.ACCEPTED);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis((calls - 1) * 125L));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aSellerWhoNeverConnectedAzureIsAskedLater() {
        seller = newSeller();

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.LATER, "not-connected"));
    }

    @Test
    @Proves("R-54")
    void aSecretThatWasSealedForAnotherSellerOpensForNobodyElse() {
        var other = newSeller();
        DATABASE.workerJdbc().sql("""
                insert into integration
                    (seller_id, provider, status, settings, sealed_secret, verified_at, updated_at)
                select cast(? as uuid), provider, status, settings, sealed_secret, verified_at, updated_at
                  from integration where seller_id = ?""").params(other, seller).update();
        seller = other;

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.LATER);
        assertThat(units(buyer)).isZero();
    }

    @Test
    void unusableSettingsHoldTheRecordsBack() {
        connect(seller, Map.of("tenant_id", "../v1", "client_id", CLIENT), SECRET);

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.LATER, "InvalidAzureSettings"));
    }

    private static Consumer<FaultScript.Upcoming> asFault(Consumer<FaultScript.Upcoming> fault) {
        return fault;
    }
}
