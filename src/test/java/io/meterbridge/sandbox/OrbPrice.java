package io.meterbridge.sandbox;

import java.math.BigDecimal;

/**
 * A price of an Orb plan.
 *
 * @param fixed whether it is a fixed fee per billing period rather than a price of usage
 * @param amount money per unit of usage, or the whole fee of one billing period
 * @param currency ISO code, or a custom unit such as {@code credits}
 */
public record OrbPrice(
        String id, String name, boolean fixed, BigDecimal amount, String currency) {

    /** A price of usage in US dollars at one cent per unit. */
    public static OrbPrice usage(String id, String name) {
        return usage(id, name, new BigDecimal("0.01"));
    }

    /** A price of usage in US dollars. */
    public static OrbPrice usage(String id, String name, BigDecimal perUnit) {
        return new OrbPrice(id, name, false, perUnit, "USD");
    }

    /** A fee in US dollars, complete from the first day of each billing period. */
    public static OrbPrice fixedFee(String id, String name, BigDecimal perPeriod) {
        return new OrbPrice(id, name, true, perPeriod, "USD");
    }

    /** The same price in another currency. */
    public OrbPrice in(String otherCurrency) {
        return new OrbPrice(id, name, fixed, amount, otherCurrency);
    }

    /** The {@code price_type} in Orb's words. */
    String type() {
        return fixed ? "fixed_price" : "usage_price";
    }
}
