package io.meterbridge.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.sandbox.FaultProxy;
import io.meterbridge.sandbox.FaultScript;
import io.meterbridge.sandbox.GoogleEntitlement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the network can do to a report, and what that proves. */
@Proves({"M-13", "R-13", "R-22"})
class GcpTransportTest extends GcpRoutes {

    private GoogleEntitlement buyer;

    @BeforeEach
    void aBuyer() {
        buyer = buyer();
    }

    @Test
    void aRefusedConnectionMeansThatNothingArrived() {
        submit(batch(of(buyer(), 1))); // a token is at hand
        TO_GOOGLE.down();
        try {
            assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::reason)
                    .containsExactly(tuple(Outcome.LATER, "external-unreachable"));
        } finally {
            TO_GOOGLE.up();
        }
        assertThat(units(buyer)).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = FaultProxy.Mode.class, names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
    void onceConnectedOnlyAnAnswerSettlesAnything(FaultProxy.Mode mode) {
        TO_GOOGLE.mode(mode);

        assertThat(submitUnchecked(batch(of(buyer, 5), of(buyer(), 6))))
                .extracting(Answer::outcome, Answer::reason).containsOnly(
                        tuple(Outcome.NO_ANSWER, "external-service-error"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lostAnswers")
    void whatGoogleBookedBeforeItsAnswerWasLostIsNeverCalledRefused(
            String name, Consumer<FaultScript.Upcoming> fault) {
        fault.accept(GOOGLE.reportFaults().next(1));

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
    void aRecordThatACheckSpokeAgainstIsNotDoubtedWhenTheReportIsLost() {
        var stopped = buyer().checkError("BILLING_DISABLED");
        GOOGLE.reportFaults().next(1).loseAnswerAfterAccept();

        assertThat(submit(batch(of(stopped, 1), of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.LATER, Outcome.NO_ANSWER);
    }

    @Test
    void whenGoogleFallsSilentAfterBookingItIsNotCalledRefused() {
        var silence = GOOGLE.reportFaults().next(1).holdAfterWork();
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
        GOOGLE.reportFaults().next(1).delay(Duration.ofMillis(800));

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void anInternalErrorOfGoogleProvesNothing() {
        GOOGLE.reportFaults().next(1).serverError();

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.NO_ANSWER, "UNAVAILABLE"));
    }

    @Test
    void aSellerWhoNeverConnectedGoogleIsAskedLater() {
        seller = newSeller();

        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.LATER, "not-connected"));
    }

    @Test
    @Proves("R-54")
    void aKeyThatWasSealedForAnotherSellerOpensForNobodyElse() {
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
        connect(seller, "../another", ACCOUNT.keyFile());
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.LATER, "InvalidGcpSettings"));

        connect(seller, PROVIDER, Map.of("type", "external_account"));
        assertThat(submit(batch(of(buyer, 5)))).extracting(Answer::outcome, Answer::code)
                .containsExactly(tuple(Outcome.LATER, "InvalidGcpSettings"));
    }

    private static Consumer<FaultScript.Upcoming> asFault(Consumer<FaultScript.Upcoming> fault) {
        return fault;
    }
}
