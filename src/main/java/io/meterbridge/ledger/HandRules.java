package io.meterbridge.ledger;

import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.MeteringHour;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What usage by hand is refused for before a slot is looked for; each refusal concerns one item alone. */
final class HandRules {

    private static final Pattern WHOLE_UNITS = Pattern.compile("[0-9]{1,18}");

    private HandRules() {
    }

    /**
     * The first thing that is wrong with it.
     *
     * @param contract the contract it names, or null when the seller has none such
     */
    static Optional<HandResult> refusal(HandUsage usage, SlotContract contract, Instant now) {
        if (contract == null) {
            return refused("unknown-contract", "contract_id", "there is no such contract");
        }
        if (!contract.stretch().cloud().equals(usage.cloud())) {
            return refused("invalid-request", "cloud", "the contract is on " + contract.stretch().cloud());
        }
        return time(usage, now)
                .or(() -> quantity(usage, contract))
                .or(() -> dimension(usage, contract, now))
                .or(() -> account(usage, contract))
                .or(() -> identity(contract));
    }

    /** The hour the usage began in; without one the newest that is over. */
    static MeteringHour startHour(HandUsage usage, Instant now) {
        return usage.start() == null
                ? MeteringHour.lastCompletedAt(now)
                : MeteringHour.containing(usage.start());
    }

    private static Optional<HandResult> time(HandUsage usage, Instant now) {
        if (usage.start() != null && usage.start().isAfter(now)) {
            return refused("timestamp-out-of-bounds", "start_time", "lies in the future");
        }
        if (usage.start() != null && usage.end() != null && usage.end().isBefore(usage.start())) {
            return refused("timestamp-out-of-bounds", "end_time", "lies before start_time");
        }
        return Optional.empty();
    }

    private static Optional<HandResult> quantity(HandUsage usage, SlotContract contract) {
        if (!WHOLE_UNITS.matcher(usage.quantity()).matches()) {
            return refused(Reason.INVALID_QUANTITY.code(), "quantity",
                    "is not a whole number of units, written in at most 18 digits");
        }
        long units = Long.parseLong(usage.quantity());
        if (units == 0 && !contract.rules().takesZero()) {
            return refused(Reason.INVALID_QUANTITY.code(), "quantity",
                    contract.stretch().cloud() + " takes no record of zero units");
        }
        if (units > contract.rules().unitsMax()) {
            return refused(Reason.INVALID_QUANTITY.code(), "quantity",
                    "one record carries at most " + contract.rules().unitsMax() + " units");
        }
        return Optional.empty();
    }

    private static Optional<HandResult> dimension(HandUsage usage, SlotContract contract, Instant now) {
        var known = contract.dimensionAt(startHour(usage, now));
        return known.equals(usage.dimension())
                ? Optional.empty()
                : refused(Reason.INVALID_USAGE_DIMENSION.code(), "dimension",
                        "the contract is metered in '" + known + "' at that time");
    }

    /** What covers Orb's cost needs an account whose cost it is; mapped later, it would be billed twice. */
    private static Optional<HandResult> account(HandUsage usage, SlotContract contract) {
        if (!usage.coversOrbCost()) {
            return Optional.empty();
        }
        if (contract.accountId() == null) {
            return refused("not-mapped", "covers_orb_cost",
                    "the contract is mapped to no Orb subscription whose cost it could cover");
        }
        return contract.accountCurrency().equals(contract.stretch().currency())
                ? Optional.empty()
                : refused(Reason.CURRENCY_MISMATCH.code(), "covers_orb_cost",
                        "the listing's price is in " + contract.stretch().currency() + ", Orb's cost in "
                                + contract.accountCurrency());
    }

    private static Optional<HandResult> identity(SlotContract contract) {
        var identity = contract.stretch().identity();
        return identity.isKnown()
                ? Optional.empty()
                : refused(identity.missing(), "contract_id",
                        "the contract lacks what names its buyer to " + contract.stretch().cloud());
    }

    private static Optional<HandResult> refused(String code, String field, String message) {
        return Optional.of(HandResult.refused(code, field, message));
    }
}
