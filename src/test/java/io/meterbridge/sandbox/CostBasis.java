package io.meterbridge.sandbox;

/** Which of Orb's figures counts as the cost. */
public enum CostBasis {
    /** With discounts and minimums. */
    TOTAL,
    /** List price, without discounts and minimums. */
    SUBTOTAL,
    /** With discounts and minimums, usage prices only. */
    USAGE
}
