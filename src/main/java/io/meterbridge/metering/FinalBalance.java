package io.meterbridge.metering;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Where an account stands whose contract has ended: whether it is closed, and what that costs the seller. A contract
 * is closed once every record is settled; less than a unit is left by design (money.md M-03, M-24).
 *
 * @param open what is neither billed nor forgiven; below zero when more was billed than Orb now says
 * @param unitPrice of the contract's last hour
 * @param unsettled records that are held, frozen, on their way or unanswered
 * @param told how much of what is open was told as lost already
 * @param readsMade whether every planned read was made
 * @param over whether the marketplace takes nothing any more
 */
public record FinalBalance(
        BigDecimal open, BigDecimal unitPrice, long unsettled, BigDecimal told, boolean readsMade, boolean over) {

    public FinalBalance {
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(unitPrice, "unitPrice");
        Objects.requireNonNull(told, "told");
    }

    /** Whether whole units are left that no record carries. */
    public boolean unitsAreLeft() {
        return open.compareTo(unitPrice) >= 0;
    }

    /** What is lost now and was not told before; zero while there is still time. */
    public BigDecimal lost() {
        return over && unitsAreLeft() ? open.subtract(told).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    /** What was billed beyond the cost, once nothing can make up for it. */
    public BigDecimal overbilled() {
        return isClosed() ? open.negate().max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    /** Whether nothing more will happen. */
    public boolean isClosed() {
        return unsettled == 0 && (over || readsMade && !unitsAreLeft());
    }
}
