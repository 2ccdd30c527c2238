package io.meterbridge.ledger;

import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.FreezeOrder;
import io.meterbridge.metering.HourDecision;
import io.meterbridge.metering.MeteringHour;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which records of one account-hour wait for a human, because their listing wants that (money.md M-22). */
final class Holds {

    private Holds() {
    }

    /**
     * The orders that wait, and why.
     *
     * @param hour the hour of the run: what it orders carries cost up to there
     */
    static Map<FreezeOrder, Reason> of(LockedAccount account, MeteringHour hour, HourDecision decision) {
        var holds = new LinkedHashMap<FreezeOrder, Reason>();
        var settled = account.cursor();
        var orders = decision.orders();
        for (int i = 0; i < orders.size(); i++) {
            var order = orders.get(i);
            boolean ownHour = i == orders.size() - 1 && decision.why() == HourDecision.Why.UNITS_DUE;
            var upTo = ownHour ? hour : order.hour();
            if (account.stretchOf(order.contractId()).mayHold() && !account.isShadow(order)) {
                judge(account, order, coveredHours(account, order, upTo, settled, i == 0))
                        .ifPresent(reason -> holds.put(order, reason));
            }
            settled = upTo;
        }
        return holds;
    }

    private static Optional<Reason> judge(LockedAccount account, FreezeOrder order, long hours) {
        return account.stretchOf(order.contractId()).hold()
                .judge(order.contractId(), order.settlement().units(), hours, account.past());
    }

    /** What the first order of a settlement carries may have waited since before the hour settled last. */
    private static long coveredHours(LockedAccount account, FreezeOrder order, MeteringHour upTo,
            MeteringHour settled, boolean first) {
        boolean waited = first && account.openBefore().compareTo(order.price().unitPrice()) >= 0;
        return account.past().hoursCovered(upTo, settled, waited, account.firstHour());
    }
}
