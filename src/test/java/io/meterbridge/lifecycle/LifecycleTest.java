package io.meterbridge.lifecycle;

import static io.meterbridge.lifecycle.Lives.CHEAP;
import static io.meterbridge.lifecycle.Lives.DEAR;
import static io.meterbridge.lifecycle.Lives.at;
import static io.meterbridge.lifecycle.Lives.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.lifecycle.Change.Kind;
import io.meterbridge.lifecycle.Decision.Changed;
import io.meterbridge.lifecycle.Decision.Conflict;
import io.meterbridge.lifecycle.Decision.Ignored;
import io.meterbridge.lifecycle.Decision.Later;
import io.meterbridge.lifecycle.LifeEvent.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The single rules, each with the case it is for. */
class LifecycleTest {

    private static final Truth LIVE = known(ContractStatus.ACTIVE, null, CHEAP, 0, 40, null);
    private static final Truth SILENT = new Truth.Unreadable("503");
    private static final Truth GONE = new Truth.Gone();

    @Test
    @Proves("R-32")
    void anAgreementWaitsForItsLicenceAndIsKept() {
        var created = AwsEvents.agreement("c", "Purchase Agreement Created", at(0), "NEW", "ACTIVE", null);
        var waiting = (Later) decide(Life.unknown(Life.Birth.AGREEMENT_AND_LICENCE), created, LIVE);
        assertThat(waiting.life().isBorn()).isFalse();
        var born = (Changed) decide(waiting.life(), AwsEvents.licence("l", at(1), "pc", "arn"), LIVE);
        assertThat(born.changes()).extracting(Change::kind).containsExactly(Kind.CREATED);
        assertThat(born.life().identifiers()).containsEntry("license_arn", "arn");
        assertThat(decide(born.life(), created, LIVE)).isInstanceOf(Ignored.class);
    }

    @Test
    void anAuthenticatedEndOfAKnownContractNeedsNoTruth() {
        var end = AzureEvents.action("u", "Unsubscribe", at(5));
        var over = (Changed) decide(begun(), end, SILENT);
        assertThat(over.life().status()).isEqualTo(ContractStatus.CANCELLED);
        assertThat(over.life().cancelledAt()).isEqualTo(at(5));
        assertThat(over.changes()).extracting(Change::kind).containsExactly(Kind.CANCELLED);
        assertThat(decide(begun(), end, GONE)).isInstanceOf(Changed.class);
    }

    @ParameterizedTest
    @CsvSource({"ChangePlan", "Renew", "Suspend", "Reinstate", "Subscribe"})
    void everythingElseWaitsForTheTruth(String action) {
        assertThat(decide(begun(), AzureEvents.action("x", action, at(5)), SILENT)).isInstanceOf(Later.class);
        assertThat(decide(begun(), AzureEvents.action("x", action, at(5)), GONE)).isInstanceOf(Conflict.class);
    }

    @Test
    void anEndFromAQueueNeedsTheTruth() {
        var end = AzureEvents.action("u", "Unsubscribe", at(5)).untrusted();
        assertThat(decide(begun(), end, SILENT)).isInstanceOf(Later.class);
        assertThat(decide(begun(), end, LIVE)).isInstanceOf(Later.class);
        assertThat(decide(begun(), end, GONE)).isInstanceOf(Conflict.class);
        assertThat(decide(begun(), end, known(ContractStatus.CANCELLED, null, CHEAP, 0, 40, null)))
                .isInstanceOf(Changed.class);
    }

    @Test
    void anEndOfAContractNobodyKnowsWaitsForTheTruth() {
        assertThat(decide(Life.unknown(Life.Birth.ANY_EVENT), AzureEvents.action("u", "Unsubscribe", at(5)), SILENT))
                .isInstanceOf(Later.class);
    }

    @Test
    void aPurchaseThatNeverBeganIsNoNews() {
        var over = (Changed) decide(Life.unknown(Life.Birth.ANY_EVENT), AzureEvents.action("u", "Unsubscribe", at(5)),
                known(ContractStatus.CANCELLED, null, CHEAP, 0, 40, null));
        assertThat(over.life().status()).isEqualTo(ContractStatus.CANCELLED);
        assertThat(over.changes()).isEmpty();
    }

    @Test
    void aChangeThatWaitsForAnAnswerWaitsAndARefusedOneNeverHolds() {
        var change = AzureEvents.action("p", "ChangePlan", at(5)).between(CHEAP, DEAR);
        assertThat(decide(begun(), change.standing(Standing.PENDING), LIVE)).isInstanceOf(Later.class);
        assertThat(decide(begun(), change.standing(Standing.REFUSED), LIVE)).isInstanceOf(Ignored.class);
    }

    @Test
    void anAnswerOlderThanTheEventIsNotBelieved() {
        var changed = GcpEvents.notification("p", "ENTITLEMENT_PLAN_CHANGED", at(5), at(5));
        assertThat(decide(begun(), changed, known(ContractStatus.ACTIVE, null, CHEAP, 0, 40, at(4))))
                .isInstanceOf(Later.class);
        assertThat(decide(begun(), changed, known(ContractStatus.ACTIVE, null, DEAR, 0, 40, at(5))))
                .isInstanceOf(Changed.class);
    }

    @Test
    void aDeprovisionedLicenceOfAnAgreementThatGoesOnWaits() {
        var closed = AwsEvents.agreement("d", "License Deprovisioned - Manufacturer", at(5), null, null, null);
        assertThat(decide(begun(), closed, LIVE)).isInstanceOf(Later.class);
        var renewed = (Changed) decide(begun(), closed,
                known(ContractStatus.CANCELLED, Ending.RENEWED, CHEAP, 0, 40, null));
        assertThat(renewed.changes()).isEmpty();
        assertThat(renewed.life().ending()).isEqualTo(Ending.RENEWED);
    }

    @Test
    void theEarliestSignalPlansTheDeadlineAndTheLatestEndsIt() {
        var ended = (Changed) decide(begun(), AwsEvents.agreement("e", "Purchase Agreement Ended", at(6), null,
                "CANCELLED", null), LIVE);
        var closed = (Changed) decide(ended.life(), AwsEvents.agreement("d", "License Deprovisioned", at(5), null,
                null, null), LIVE);
        assertThat(closed.life().cancelledAt()).isEqualTo(at(5));
        assertThat(closed.life().lastSignalAt()).isEqualTo(at(6));
        assertThat(closed.changes()).isEmpty();
    }

    @Test
    void anOlderBeginningRevivesNothing() {
        var over = ((Changed) decide(begun(), AzureEvents.action("u", "Unsubscribe", at(5)), LIVE)).life();
        var late = decide(over, AzureEvents.action("s", "Subscribe", at(0)), LIVE);
        assertThat(((Changed) late).life().status()).isEqualTo(ContractStatus.CANCELLED);
        assertThat(((Changed) late).changes()).isEmpty();
    }

    @Test
    void aLegacyBuyerWhoSubscribesAgainBeginsAgain() {
        var first = AwsEvents.subscription("s1", "subscribe-success", at(0), "o");
        var end = AwsEvents.subscription("u", "unsubscribe-pending", at(5), null);
        var again = AwsEvents.subscription("s2", "subscribe-success", at(6), "o");
        var truth = known(null, null, CHEAP, 0, 40, null);
        var life = Life.unknown(Life.Birth.ANY_EVENT);
        for (var each : new LifeEvent[] {first, end}) {
            life = ((Changed) decide(life, each, truth)).life();
        }
        var revived = (Changed) decide(life, again, truth);
        assertThat(revived.life().status()).isEqualTo(ContractStatus.ACTIVE);
        assertThat(revived.life().cancelledAt()).isNull();
        assertThat(revived.changes()).extracting(Change::key).containsExactly("created:1");
        var secondEnd = (Changed) decide(revived.life(),
                AwsEvents.subscription("u2", "unsubscribe-pending", at(9), null), truth);
        assertThat(secondEnd.changes()).extracting(Change::key).containsExactly("cancelled:1");
        // the same events in another order end in the same state
        var other = Life.unknown(Life.Birth.ANY_EVENT);
        for (var each : new LifeEvent[] {first, again, end}) {
            if (decide(other, each, truth) instanceof Changed changed) {
                other = changed.life();
            }
        }
        assertThat(other.status()).isEqualTo(ContractStatus.ACTIVE);
    }

    @Test
    void whatAPollFindsIsToldOnceThoughItsEventComesLater() {
        var dear = known(ContractStatus.ACTIVE, null, DEAR, 0, 80, null);
        var found = (Changed) decide(begun(), LifeEvent.of("poll", Step.OBSERVED, at(12)), dear);
        assertThat(found.changes()).extracting(Change::kind).containsExactly(Kind.MODIFIED, Kind.RENEWED);
        assertThat(found.changes().get(0).before()).isEqualTo(CHEAP);
        assertThat(found.changes().get(0).now()).isEqualTo(DEAR);
        var late = (Changed) decide(found.life(), AwsEvents.agreement("m", "Purchase Agreement Amended", at(10),
                "AMEND", "ACTIVE", null), dear);
        assertThat(late.changes()).isEmpty();
        var renewed = (Changed) decide(late.life(), AzureEvents.action("r", "Renew", at(11)), dear);
        assertThat(renewed.changes()).isEmpty();
    }

    @Test
    void aRenewalAtAnotherPriceIsAModificationToo() {
        var renewed = (Changed) decide(begun(), AzureEvents.action("r", "Renew", at(40)),
                known(ContractStatus.ACTIVE, null, DEAR, 0, 80, null));
        assertThat(renewed.changes()).extracting(Change::kind).containsExactly(Kind.RENEWED, Kind.MODIFIED);
        assertThat(renewed.life().endAt()).isEqualTo(at(80));
    }

    @Test
    void aContractRegisteredByHandIsNotAnnouncedAndItsEndIs() {
        var life = Life.byHand(Life.Birth.AGREEMENT_AND_LICENCE, ContractStatus.ACTIVE, null, at(0), at(40));
        var licence = (Changed) decide(life, AwsEvents.licence("l", at(1), "pc", "arn"), LIVE);
        assertThat(licence.changes()).isEmpty();
        assertThat(licence.life().terms()).isEqualTo(CHEAP);
        var end = (Changed) decide(licence.life(),
                AwsEvents.agreement("e", "Purchase Agreement Ended", at(6), null, "TERMINATED", null), LIVE);
        assertThat(end.changes()).extracting(Change::kind).containsExactly(Kind.CANCELLED);
        assertThat(end.life().ending()).isEqualTo(Ending.TERMINATED);
    }

    @Test
    void aSuccessorWaitsForItsPredecessorAndIsNewWhenNobodyKnowsIt() {
        var life = Life.unknown(Life.Birth.AGREEMENT_AND_LICENCE)
                .with(AwsEvents.licence("l", at(1), "pc", "arn"));
        var created = AwsEvents.agreement("c", "Purchase Agreement Created", at(0), "RENEW", "ACTIVE", "agmt-0");
        assertThat(Lifecycle.decide(life, created, LIVE, Predecessor.AWAITED)).isInstanceOf(Later.class);
        var unknown = (Changed) Lifecycle.decide(life, created, LIVE, Predecessor.UNKNOWN);
        assertThat(unknown.changes()).extracting(Change::kind).containsExactly(Kind.CREATED);
        var followed = (Changed) Lifecycle.decide(life, created, LIVE, Predecessor.of(DEAR));
        assertThat(followed.changes()).extracting(Change::kind).containsExactly(Kind.RENEWED);
        assertThat(followed.changes().get(0).before()).isEqualTo(DEAR);
    }

    @Test
    void whatIsOnlyInformationChangesNothing() {
        var advice = AwsEvents.agreement("a", "Purchase Agreement Advisory Issued - Manufacturer", at(5), null,
                null, null);
        assertThat(decide(begun(), advice, LIVE)).isInstanceOf(Ignored.class);
        assertThat(decide(begun(), AzureEvents.action("t", "Transfer", at(5)), LIVE)).isInstanceOf(Ignored.class);
        assertThat(decide(begun(), GcpEvents.notification("d", "ENTITLEMENT_DELETED", at(5), null), GONE))
                .isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @CsvSource({"RENEWED,RENEWED", "REPLACED,REPLACED", "SUPERSEDED,REPLACED", "EXPIRED,EXPIRED",
        "TERMINATED,TERMINATED", "CANCELLED,CANCELLED", "ARCHIVED,CANCELLED", "ROLLED_BACK,CANCELLED", "ACTIVE,"})
    void readsAnAgreementsStatus(String status, Ending ending) {
        assertThat(AwsEvents.ending(status)).isEqualTo(ending);
    }

    @ParameterizedTest
    @CsvSource({"Subscribed,ACTIVE", "Suspended,SUSPENDED", "Unsubscribed,CANCELLED",
        "PendingFulfillmentStart,PENDING", "NotStarted,PENDING", "Odd,"})
    void readsASubscriptionsStatus(String status, ContractStatus read) {
        assertThat(AzureEvents.status(status)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"ENTITLEMENT_ACTIVE,ACTIVE", "ENTITLEMENT_ACTIVATION_REQUESTED,PENDING",
        "ENTITLEMENT_PENDING_CANCELLATION,ENDING", "ENTITLEMENT_PENDING_PLAN_CHANGE_APPROVAL,ACTIVE",
        "ENTITLEMENT_SUSPENDED,SUSPENDED", "ENTITLEMENT_CANCELLED,CANCELLED", "ENTITLEMENT_ODD,"})
    void readsAnEntitlementsState(String state, ContractStatus read) {
        assertThat(GcpEvents.status(state)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"Succeeded,SETTLED", "Failed,REFUSED", "Conflict,REFUSED", "InProgress,PENDING",
        "NotStarted,PENDING"})
    void readsAnOperationsStatus(String status, Standing read) {
        assertThat(AzureEvents.standing(status)).isEqualTo(read);
    }

    private static Life begun() {
        return ((Changed) decide(Life.unknown(Life.Birth.ANY_EVENT), AzureEvents.action("s0", "Subscribe", at(0)), LIVE))
                .life();
    }

    private static Decision decide(Life life, LifeEvent event, Truth truth) {
        return Lifecycle.decide(life, event, truth, Predecessor.UNKNOWN);
    }
}
