package io.meterbridge.ledger;

import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.orb.OrbFailure;

/**
 * What came of asking Orb about one claimed account: a reply or a failure, never both.
 *
 * @param window what was asked for, or null when it never came to a request
 */
public record AccountReading(AccountClaim claim, ReadWindow window, CostReply reply, OrbFailure failure) {

    public AccountReading {
        if ((reply == null) == (failure == null)) {
            throw new IllegalArgumentException("a reading is either a reply or a failure");
        }
    }
}
