package io.meterbridge.ledger;

import io.meterbridge.cost.Cost;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.cost.Series;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.AccountHour;
import io.meterbridge.metering.AccountTerms;
import io.meterbridge.metering.FreezeOrder;
import io.meterbridge.metering.HourDecision;
import io.meterbridge.metering.IncludedTerm;
import io.meterbridge.metering.IncludedTerms;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.MeteringHour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's hour, decided under its lock: which records to write, and where the account stands after.
 *
 * @param holds  orders that wait for a human, and why
 * @param probes true when a parked account lets one record out to see whether it is taken again
 */
record AccountSettlement(
        LockedAccount account,
        AccountReading source,
        CostReading reading,
        List<IncludedTerm> includedTerms,
        HourDecision decision,
        Cost sealedAfter,
        Map<FreezeOrder, Reason> holds,
        boolean probes) {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    /** A parked account tries one record a day (money.md M-17). */
    static final Duration PROBE_EVERY = Duration.ofDays(1);

    /** Decides the hour of the claim from what the account's row and Orb's answer say. */
    static AccountSettlement decide(
            LockedAccount account, AccountReading source, CostReading reading, Instant now, int spareSlotEvery) {
        var amounts = account.stretches().stream().map(Stretch::included).filter(Objects::nonNull).toList();
        var terms = IncludedTerms.upTo(reading, amounts, account.includedTerms(), account.zone(),
                account.lastNet());
        boolean parked = account.state().equals("parked");
        // after a cancellation there is no next day to try again
        boolean probes = parked && (account.laterReads() >= 0
                || account.probeAt() != null && !account.probeAt().isAfter(now));
        boolean halted = account.state().equals("blocked") || parked && !probes || hasNoIdentity(account)
                || awaitsFirst(account);
        var decision = AccountHour.decide(source.claim().hour(), now, reading, IncludedTerms.consumed(terms),
                account.committed(), account.writtenOff(), halted, accountTerms(account, spareSlotEvery));
        var sealed = reading.finalSeries().stream()
                .map(series -> new Cost(series.cost(), series.baseline()))
                .reduce(account.sealed(), Cost::plus);
        var holds = account.holdsNothing(now)
                ? Map.<FreezeOrder, Reason>of()
                : Holds.of(account, source.claim().hour(), decision);
        var settlement = new AccountSettlement(account, source, reading, terms, decision, sealed, holds,
                probes && decision.orders().stream().anyMatch(order -> !holds.containsKey(order)));
        settlement.log();
        return settlement;
    }

    /**
     * Decides it from what Orb said before, because it says nothing now and there is no time left to ask again
     * (money.md M-24).
     */
    static AccountSettlement lastKnown(
            LockedAccount account, AccountReading failed, Instant now, int spareSlotEvery) {
        var readTo = account.row().instant("history_read_to");
        var known = new AccountReading(failed.claim(), new ReadWindow(readTo, readTo, true), null, failed.failure());
        LOG.warn("metering: account={} is settled on what Orb said at {}: {}", account.id(), account.settledReadAt(),
                failed.failure().detail());
        return decide(account, known, CostReading.lastKnown(account.settledReadAt(), account.readingTerms()), now,
                spareSlotEvery);
    }

    /** The newest hour that counts as settled after this one. */
    MeteringHour cursorAfter() {
        var hour = source.claim().hour();
        return hour.isBefore(account.cursor()) ? account.cursor() : hour;
    }

    /** Why an order waits for a human, or null when it does not. */
    Reason heldFor(FreezeOrder order) {
        return holds.get(order);
    }

    /** A held record leaves its hour free. */
    int hoursInRowAfter() {
        var orders = decision.orders();
        boolean ownHourIsHeld = decision.why() == HourDecision.Why.UNITS_DUE
                && holds.containsKey(orders.get(orders.size() - 1));
        return ownHourIsHeld ? 0 : decision.hoursInRow();
    }

    /** When a parked account may try again. */
    Instant probeAtAfter(Instant now) {
        return probes ? now.plus(PROBE_EVERY) : account.probeAt();
    }

    /** The stretch that a record to be frozen belongs to. */
    Stretch stretchOf(FreezeOrder order) {
        return account.stretchOf(order.contractId());
    }

    /** Series that this reading shows otherwise than the database does. */
    List<Series> changedSeries() {
        var finished = reading.finalSeries();
        return reading.series().stream()
                .filter(series -> finished.contains(series) || !account.openSeries().contains(series))
                .toList();
    }

    private static AccountTerms accountTerms(LockedAccount account, int spareSlotEvery) {
        return new AccountTerms(rules(account), account.stretches().stream().map(Stretch::metered).toList(),
                account.firstHour(), account.cursor(), account.hoursInRow(),
                // every shadow is written at once, so that none is left over for the first hour that is sent
                newest(account).map(stretch -> stretch.isShadowAt(account.cursor().next())).orElse(false)
                        ? 0 : spareSlotEvery,
                account.takenSlots(), account.laterReads());
    }

    private static MarketplaceRules rules(LockedAccount account) {
        return newest(account).map(stretch -> MarketplaceRules.of(stretch.cloud()))
                .orElse(MarketplaceRules.CAUTIOUS);
    }

    private static boolean hasNoIdentity(LockedAccount account) {
        return newest(account).map(stretch -> !stretch.identity().isKnown()).orElse(true);
    }

    /** While a human looks at a contract's first record, what follows stays in the balance. */
    private static boolean awaitsFirst(LockedAccount account) {
        return newest(account).map(stretch -> stretch.mayHold() && stretch.hold().firstRecord()
                && account.past().firstHeld().contains(stretch.metered().contractId())).orElse(false);
    }

    private static Optional<Stretch> newest(LockedAccount account) {
        var stretches = account.stretches();
        return stretches.isEmpty() ? Optional.empty() : Optional.of(stretches.get(stretches.size() - 1));
    }

    private void log() {
        var owed = decision.owed();
        LOG.atInfo().addKeyValue("seller", account.sellerId()).addKeyValue("account", account.id())
                .addKeyValue("hour", source.claim().hour().start())
                .log("metering: settled account={} seller={} hour={} cost={} baseline={} included={} committed={} "
                                + "left={} why={} records={} held={}",
                        account.id(), account.sellerId(), source.claim().hour().start(), owed.cost(),
                        owed.baseline(), owed.included(), owed.committed(), owed.open(), decision.why(),
                        decision.orders().size(), holds.size());
    }
}
